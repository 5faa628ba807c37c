import { onFrame, tellFrame } from './channel.ts'

/** Keeps the admin's address and title in step with the app's, and follows the admin's navigation. */
export function followNavigation(): void {
  const replace = history.replaceState.bind(history)
  const follow: History['replaceState'] = (...args) => {
    replace(...args)
    tellWhere()
  }
  // The admin around keeps the history: an entry of the frame's own would make "back" go through each page twice.
  Object.assign(history, { pushState: follow, replaceState: follow })
  window.addEventListener('popstate', tellWhere)
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(tellWhere).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    })
    tellWhere()
  })
  onFrame('navigate', (href) => navigate(String(href)))
  document.addEventListener('click', leaveForAdmin, true)
}

function tellWhere(): void {
  tellFrame('where', { path: location.pathname + cleanSearch(), title: document.title })
}

/** What only the frame needs to know stays out of the admin's address. */
function cleanSearch(): string {
  const parameters = new URLSearchParams(location.search)
  for (const name of ['shop', 'host', 'embedded', 'id_token', 'locale', 'session', 'hmac', 'timestamp']) {
    parameters.delete(name)
  }
  const search = parameters.toString()
  return search ? `?${search}` : ''
}

/** The app's router hears `shopify:navigate` on a link, as App Bridge dispatches it. */
function navigate(href: string): void {
  const link =
    [...document.querySelectorAll('ui-nav-menu a, s-app-nav a, s-app-nav s-link')].find(
      (each) => each.getAttribute('href') === href,
    ) ?? temporaryLink(href)
  link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true }))
}

function temporaryLink(href: string): Element {
  const link = document.createElement('a')
  link.setAttribute('href', href)
  link.hidden = true
  document.body.append(link)
  setTimeout(() => link.remove())
  return link
}

/** Links to Shopify's own pages open in the admin around the app. */
function leaveForAdmin(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  const href = link?.getAttribute('href') ?? ''
  const admin = /^(?:shopify:\/\/admin|https:\/\/admin\.shopify\.com\/store\/[^/]+)(\/.*)?$/.exec(href)
  if (!admin) return
  event.preventDefault()
  event.stopPropagation()
  tellFrame('leave', admin[1] ?? '/')
}
