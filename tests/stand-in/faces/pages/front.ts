import type { Mischief } from '../../world/types/log.ts'
import { type Html, html } from '../html.ts'
import type { Site } from '../site.ts'
import type { Answer } from '../web.ts'
import { storeBar } from './store-bar.ts'

const MISCHIEF: [Mischief['mode'], label: string, meaning: string][] = [
  ['normal', 'As it should be', 'Each webhook once, at once, in order.'],
  ['twice', 'Twice', 'Every webhook comes two times.'],
  ['late', 'Late', 'Webhooks come hours after what they tell.'],
  ['out-of-order', 'Out of order', 'The parcel arrives before the order does.'],
  ['drop', 'Not at all', 'Webhooks get lost; reconciliation has to notice.'],
]

/** `/`: Encore understood from one page. */
export function frontPage(site: Site): Answer {
  const { world } = site.standIn
  const content = html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Encore, local store</title><meta name="description" content="Encore and a small Shopify around it, on this machine.">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/front.css"></head>
<body class="front">${storeBar('front')}
<main id="content">
<header class="hero"><div><h1>What happens after a purchase</h1>
  <p>Encore is a Shopify app for the time after the sale: it remembers each customer's story and proposes what fits what they bought, with the reason.</p>
  <p>Around it stands ${world.shop.name}, a coffee roaster that exists only on this machine: ${site.standIn.world.products().length} products, two years of orders, real webhooks, no Shopify account.</p>
  <p>Nothing you do here can go wrong, and nothing leaves this computer.</p></div>${cup(site)}</header>
${cards(site)}
${path()}
<div class="two">${clock()}${mischief()}</div>
${log()}
</main><script src="/assets/front.js" defer></script></body></html>`
  return { kind: 'page', html: content }
}

function cup(site: Site): Html {
  const handles = ['chemex', 'ethiopia-yirgacheffe', 'kettle']
  const products = site.standIn.world.products()
  const found = handles.map((handle) => products.find((each) => each.handle.includes(handle)))
  return html`<div class="hero-pictures" aria-hidden="true">${found.map((product) => (product ? html`<img src="/shop/images/${product.handle}.svg" alt="" width="200" height="200">` : null))}</div>`
}

function cards({ standIn }: Site): Html {
  const { shop } = standIn.world
  return html`<ul class="cards">
  <li><a href="/shop"><h2>Shop front</h2><p>Buy something. Encore offers what goes with it in the checkout, right after paying by card, or on the thank-you page.</p><span>Go shopping</span></a></li>
  <li><a href="/admin/${shop.domain}/apps/encore"><h2>Admin</h2><p>What the merchant sees: Encore inside Shopify's admin, with every customer's timeline.</p><span>Open Encore</span></a></li>
  <li><a href="/account"><h2>Customer account</h2><p>Be one of the shop's customers and look at their orders.</p><span>Choose a customer</span></a></li>
  <li><a href="/mailbox"><h2>Mailbox</h2><p>What Encore writes to the shop's customers, as they would see it. Nothing is sent to anybody.</p><span>Read the mail</span></a></li></ul>`
}

function path(): Html {
  return html`<section class="path" aria-labelledby="path"><h2 id="path">Encore in five minutes</h2><ol>
  <li><a href="/shop/products/chemex">Buy a Chemex</a>. The checkout is filled in and pays by card; one press is enough.</li>
  <li>Before the thank-you page comes a page of its own with one product, and why it is offered. Add it to the order, or decline: then no page of this purchase offers anything more.</li>
  <li>Buy an <a href="/shop/products/aeropress">AeroPress</a> and pay with the wallet. It knows no such page; what is offered stands on the thank-you page.</li>
  <li>Open the <a href="/admin">admin</a>: both orders are on today's page and in their customer's timeline. Under Offers, "Orders and their offers" tells what each of them met, and why.</li>
  <li>Move the clock below by a week. The parcel arrives, others buy, some send things back.</li>
  <li>In the admin, publish a journey under Journeys and buy something as one of the shop's customers. What it writes lands in the <a href="/mailbox">mailbox</a>, with the reason and a link to hear less.</li>
  <li>Let Shopify deliver everything twice, and buy again. The log below tells of each webhook two times; in the admin, Deliveries lists it once under "All", and the timeline has the order once.</li></ol></section>`
}

function clock(): Html {
  return html`<section class="panel" aria-labelledby="clock"><h2 id="clock">The clock</h2>
  <p class="now" data-now aria-live="off">&nbsp;</p>
  <p class="muted">Time passes by itself. Or let it leap: orders, parcels and returns happen on the way.</p>
  <p class="buttons"><button data-move="day">+1 day</button><button data-move="week">+1 week</button><button data-move="month">+1 month</button></p>
  <p class="moving" data-moving role="status" hidden><progress max="1"></progress><span></span></p></section>`
}

function mischief(): Html {
  const choices = MISCHIEF.map(
    ([mode, label, meaning]) =>
      html`<label><input type="radio" name="mischief" value="${mode}"><span><strong>${label}</strong><small>${meaning}</small></span></label>`,
  )
  return html`<section class="panel"><fieldset class="mischief"><legend>How Shopify delivers</legend>${choices}</fieldset></section>`
}

function log(): Html {
  return html`<section class="log" aria-labelledby="log"><div class="log-head"><h2 id="log">What just happened</h2><span class="live" data-live>connecting</span></div>
  <p class="muted" data-quiet>Nothing yet. A shopper comes by about twice a minute.</p><ol data-log tabindex="0" aria-label="Log, newest first"></ol></section>`
}
