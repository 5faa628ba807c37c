import { createSaveBar } from './frame/save-bar.ts'
import { showToast } from './frame/toasts.ts'

type Facts = { shop: string; tunnelUrl: string; base: string; scopes: unknown }
type NavItem = { href: string; label: string; isHome: boolean }
type Message = { from: 'app'; kind: string; value: unknown; id?: number }
type Action = { key: string; label: string; isPrimary: boolean; isDisabled: boolean; isCritical: boolean }

const facts: Facts = JSON.parse(document.getElementById('facts')?.textContent ?? '{}')
const frame = byId<HTMLIFrameElement>('app')
const appLink = byId('app-link')
const nav = byId('app-nav')
const actions = byId('title-actions')
const heading = byId('title')
const loading = byId('loading')
const saveBar = createSaveBar((key) => tell('press', key))
let hasFollowed = false

window.addEventListener('message', ({ source, data }: MessageEvent<Message>) => {
  if (source !== frame.contentWindow || data?.from !== 'app') return
  HEARD[data.kind]?.(data.value, data.id)
})
window.addEventListener('popstate', () => tell('navigate', pathInApp()))
document.addEventListener('click', pressNav)
byId('menu').addEventListener('click', () => toggleMenu())

const HEARD: Record<string, (value: unknown, id?: number) => void> = {
  'id-token': (_value, id) => void answerWith(id, fetchToken()),
  scopes: (_value, id) => void answerWith(id, Promise.resolve(facts.scopes)),
  'leave-confirmation': (_value, id) => void answerWith(id, saveBar.confirmLeave()),
  nav: (value) => drawNav(value as NavItem[]),
  where: (value) => follow(value as { path: string; title: string }),
  'title-bar': (value) => drawTitle(value as { title: string; actions: Action[] }),
  'save-bar': (value) => saveBar.draw(value as { actions: Action[]; mustConfirm: boolean } | null),
  toast: (value) => showToast(value as Parameters<typeof showToast>[0], (gone) => tell('toast-gone', gone)),
  'toast-hide': (value) => document.getElementById(String(value))?.remove(),
  loading: (value) => {
    loading.hidden = value !== true
  },
  leave: (value) => location.assign(`/admin/${facts.shop}${String(value)}`),
  ready: () => document.body.classList.add('ready'),
}

function tell(kind: string, value?: unknown): void {
  frame.contentWindow?.postMessage({ from: 'admin', kind, value }, facts.tunnelUrl)
}

async function answerWith(id: number | undefined, work: Promise<unknown>): Promise<void> {
  const [value, error] = await work.then(
    (done) => [done, undefined],
    (reason: unknown) => [undefined, String(reason)],
  )
  frame.contentWindow?.postMessage({ from: 'admin', kind: 'answer', id, value, error }, facts.tunnelUrl)
}

async function fetchToken(): Promise<string> {
  const response = await fetch(`/admin/${facts.shop}/id-token`, { method: 'POST' })
  if (!response.ok) throw new Error(`No id token: ${response.status}`)
  return (await response.json()).token
}

function drawNav(items: NavItem[]): void {
  const list = items
    .filter((item) => !item.isHome)
    .map(({ href, label }) => {
      const link = document.createElement('a')
      link.href = facts.base + (href === '/' ? '' : href)
      link.dataset.path = href
      link.textContent = label
      const entry = document.createElement('li')
      entry.append(link)
      return entry
    })
  nav.replaceChildren(...list)
  const home = items.find((item) => item.isHome)
  if (home) appLink.dataset.path = home.href
  markCurrent()
}

function follow({ path, title }: { path: string; title: string }): void {
  const address = facts.base + (path === '/' || path.startsWith('/?') ? path.slice(1) : path)
  if (address !== location.pathname + location.search) {
    if (hasFollowed) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
  }
  hasFollowed = true
  if (title) document.title = title.includes('Encore') ? title : `${title} · Encore`
  if (!heading.dataset.fromBar) heading.textContent = 'Encore'
  markCurrent()
}

function markCurrent(): void {
  const here = pathInApp().split('?')[0] ?? '/'
  const links = [...nav.querySelectorAll<HTMLAnchorElement>('a[data-path]')]
  const fits = (link: HTMLAnchorElement) => isInside(here, link.dataset.path ?? '')
  const best = links
    .filter(fits)
    .sort((left, right) => (right.dataset.path?.length ?? 0) - (left.dataset.path?.length ?? 0))[0]
  for (const link of links) {
    if (link === best) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  if (!best) appLink.setAttribute('aria-current', 'page')
  else appLink.removeAttribute('aria-current')
}

function isInside(here: string, path: string): boolean {
  return here === path || (path !== '/' && here.startsWith(`${path}/`))
}

function drawTitle({ title, actions: buttons }: { title: string; actions: Action[] }): void {
  heading.textContent = title || 'Encore'
  heading.dataset.fromBar = title ? 'true' : ''
  actions.replaceChildren(
    ...buttons.map(({ key, label, isPrimary, isDisabled, isCritical }) => {
      const button = document.createElement('button')
      button.textContent = label
      button.disabled = isDisabled
      button.className = [isPrimary ? 'primary' : '', isCritical ? 'critical' : ''].join(' ')
      button.addEventListener('click', () => tell('press', key))
      return button
    }),
  )
}

function pressNav(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-path]') : null
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  toggleMenu(false)
  saveBar.confirmLeave().then(() => tell('navigate', link.dataset.path ?? '/'))
}

function toggleMenu(isOpen = byId('menu').getAttribute('aria-expanded') !== 'true'): void {
  byId('menu').setAttribute('aria-expanded', String(isOpen))
  document.body.classList.toggle('menu-open', isOpen)
}

function pathInApp(): string {
  return (location.pathname.slice(facts.base.length) || '/') + location.search
}

function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The admin page has no #${id}.`)
  return found as Kind
}
