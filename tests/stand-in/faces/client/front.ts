import type { LogEntry } from '../../world/types/log.ts'

type State = {
  now: string
  offsetMs: number
  pendingDeliveries: number
  mischief: { mode: string }
}

type Delivery = NonNullable<LogEntry['delivery']>

const LOG_MAX = 60
const TOPICS_MAX = 8
const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' })
const MOMENT = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const OUTCOMES: Record<Delivery['outcome'], string> = {
  delivered: 'delivered',
  failed: 'refused, will be sent again',
  dropped: 'lost on the way',
  held: 'held back',
  'given-up': 'given up',
}
const POLL_MS = 1000

const now = find('[data-now]')
const moving = find('[data-moving]')
const movingText = find('[data-moving] span')
const bar = find<HTMLProgressElement>('[data-moving] progress')
const list = find('[data-log]')
const live = find('[data-live]')
let offsetMs: number | undefined
let isMoving = false
let newest = 0
let mostPending = 0

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
  if (entry.seq <= newest) return
  newest = entry.seq
  find('[data-quiet]').hidden = true
  if (!joinsNewest(entry)) list.prepend(rowOf(entry))
  while (list.children.length > LOG_MAX) list.lastElementChild?.remove()
}

/** Webhooks about one thing that come one after the other share a row. */
function joinsNewest({ delivery }: LogEntry): boolean {
  const row = list.firstElementChild
  if (!delivery || !(row instanceof HTMLElement) || row.dataset.batch !== batchOf(delivery)) return false
  const topics = row.querySelector('[data-topics]')
  if (!topics || topics.childElementCount >= TOPICS_MAX) return false
  topics.append(', ', topicOf(delivery))
  return true
}

function rowOf(entry: LogEntry): HTMLElement {
  const row = document.createElement('li')
  row.dataset.kind = entry.kind
  row.dataset.outcome = entry.delivery?.outcome ?? ''
  const time = document.createElement('time')
  time.dateTime = new Date(entry.atMs).toISOString()
  time.textContent = TIME.format(entry.atMs)
  row.append(time, entry.delivery ? deliveryText(row, entry.delivery) : words(entry.text))
  if (entry.order) row.append(linkTo(`/orders/${entry.order.token}`, 'Status page'))
  if (entry.mailId) row.append(linkTo(`/mailbox/${entry.mailId}`, 'Read it'))
  return row
}

function deliveryText(row: HTMLElement, delivery: Delivery): HTMLElement {
  row.dataset.batch = batchOf(delivery)
  const text = words(`${delivery.about.split('/').at(-1)} ${OUTCOMES[delivery.outcome]}: `)
  const topics = document.createElement('span')
  topics.dataset.topics = ''
  topics.append(topicOf(delivery))
  text.append(topics)
  return text
}

function batchOf({ about, outcome, attempt }: Delivery): string {
  return [about, outcome, attempt].join(' ')
}

function topicOf({ topic, outcome, status, ms }: Delivery): HTMLElement {
  const isAnswered = outcome === 'delivered' || outcome === 'failed'
  const shown = document.createElement('code')
  shown.textContent = topic
  shown.title = isAnswered ? `answered ${status ?? 'nothing'} in ${ms} ms` : OUTCOMES[outcome]
  const holder = words('')
  holder.append(shown)
  if (isAnswered) holder.append(` ${status === 200 ? '' : `${status ?? 'no answer'}, `}${ms} ms`)
  return holder
}

function words(text: string): HTMLElement {
  const span = document.createElement('span')
  span.textContent = text
  return span
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
  now.textContent = MOMENT.format(Date.now() + offsetMs)
}

function drawWaiting(pending: number): void {
  if (isMoving) return
  mostPending = pending === 0 ? 0 : Math.max(mostPending, pending)
  moving.hidden = pending === 0
  bar.max = mostPending || 1
  bar.value = mostPending - pending
  movingText.textContent = `${pending.toLocaleString('en')} ${pending === 1 ? 'webhook' : 'webhooks'} on the way`
}

async function move(button: HTMLButtonElement): Promise<void> {
  isMoving = true
  moving.hidden = false
  bar.removeAttribute('value')
  movingText.textContent = `Living through ${button.textContent?.replace('+', '')}`
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

function find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector)
  if (!found) throw new Error(`The page has no ${selector}.`)
  return found
}
