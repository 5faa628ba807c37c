import type { LogEntry } from '../../world/types.ts'

type State = {
  now: string
  offsetMs: number
  pendingDeliveries: number
  mischief: { mode: string }
}

const LOG_MAX = 60
const POLL_MS = 1000

const now = find('[data-now]')
const moving = find('[data-moving]')
const list = find('[data-log]')
const live = find('[data-live]')
let offsetMs: number | undefined
let isMoving = false

follow()
poll()
setInterval(poll, POLL_MS)
setInterval(drawClock, POLL_MS)
for (const button of buttons()) button.addEventListener('click', () => move(button))
document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'mischief')
    void post('mischief', { mode: target.value })
})

/** The log as it is written. */
function follow(): void {
  const events = new EventSource('/control/events')
  events.addEventListener('open', () => show('live'))
  events.addEventListener('error', () => show('waiting for the store'))
  events.addEventListener('message', ({ data }) => addEntry(JSON.parse(data)))
}

function show(state: string): void {
  live.textContent = state
  live.toggleAttribute('data-on', state === 'live')
}

function addEntry(entry: LogEntry): void {
  if (list.querySelector(`[data-seq="${entry.seq}"]`)) return
  find('[data-quiet]').hidden = true
  list.prepend(rowOf(entry))
  while (list.children.length > LOG_MAX) list.lastElementChild?.remove()
}

function rowOf(entry: LogEntry): HTMLElement {
  const row = document.createElement('li')
  row.dataset.seq = String(entry.seq)
  row.dataset.kind = entry.kind
  row.dataset.outcome = entry.delivery?.outcome ?? ''
  const time = document.createElement('time')
  time.dateTime = new Date(entry.atMs).toISOString()
  time.textContent = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(entry.atMs)
  const text = document.createElement('span')
  text.textContent = entry.text
  row.append(time, text)
  if (entry.order) row.append(linkTo(`/orders/${entry.order.token}`, 'Status page'))
  return row
}

function linkTo(href: string, label: string): HTMLElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = label
  return link
}

async function poll(): Promise<void> {
  const response = await fetch('/control/state').catch(() => undefined)
  if (!response?.ok) return show('waiting for the store')
  const state: State = await response.json()
  offsetMs = state.offsetMs
  drawClock()
  drawWaiting(state.pendingDeliveries)
  const chosen = document.querySelector<HTMLInputElement>(
    `input[name=mischief][value="${state.mischief.mode}"]`,
  )
  if (chosen && document.activeElement?.getAttribute('name') !== 'mischief') chosen.checked = true
}

function drawClock(): void {
  if (offsetMs === undefined) return
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })
  now.textContent = format.format(Date.now() + offsetMs)
}

function drawWaiting(pending: number): void {
  if (isMoving) return
  moving.hidden = pending === 0
  find('[data-moving] span').textContent = `${pending} ${pending === 1 ? 'webhook' : 'webhooks'} on the way`
}

async function move(button: HTMLButtonElement): Promise<void> {
  isMoving = true
  moving.hidden = false
  find('[data-moving] span').textContent = `Living through ${button.textContent?.replace('+', '')}`
  for (const each of buttons()) each.disabled = true
  await post('clock/move', { by: button.dataset.move ?? 'day' })
  isMoving = false
  for (const each of buttons()) each.disabled = false
  await poll()
}

async function post(name: string, body: unknown): Promise<void> {
  await fetch(`/control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function buttons(): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>('[data-move]')]
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The page has no ${selector}.`)
  return found
}
