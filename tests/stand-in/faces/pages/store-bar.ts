import { type Html, html } from '../html.ts'

type Place = 'front' | 'admin' | 'shop' | 'account'

/** The thin bar on every page that says where one is: not at Shopify, but on this machine. */
export function storeBar(here: Place, isWithoutSkip = false): Html {
  const link = (place: Place, href: string, label: string) =>
    html`<a href="${href}"${place === here ? html` aria-current="true"` : null}>${label}</a>`
  return html`<div class="store-bar">${isWithoutSkip ? null : html`<a class="skip" href="#content">Skip to content</a>`}
  <a class="home" href="/">Encore <span>local store</span></a>
  <nav aria-label="Local store">${link('admin', '/admin', 'Admin')}${link('shop', '/shop', 'Shop')}${link('account', '/account', 'Account')}</nav></div>`
}
