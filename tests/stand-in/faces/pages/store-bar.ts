import { type Html, html } from '../html.ts'

type Place = 'front' | 'admin' | 'shop' | 'account' | 'mailbox'

/** The thin bar on every page that says where one is: not at Shopify, but on this machine. */
export function storeBar(here: Place): Html {
  const link = (place: Place, href: string, label: string) =>
    html`<a href="${href}"${place === here ? html` aria-current="true"` : null}>${label}</a>`
  return html`<nav class="store-bar" aria-label="Local store"><a class="skip" href="#content">Skip to content</a>
  <a class="home" href="/">Encore <span>local store</span></a>
  <span>${link('admin', '/admin', 'Admin')}${link('shop', '/shop', 'Shop')}${link('account', '/account', 'Account')}${link('mailbox', '/mailbox', 'Mailbox')}</span></nav>`
}
