import type { Product, ProductKind } from '../../world/types/goods.ts'
import type { Money } from '../../world/types/shop.ts'
import type { World } from '../../world/types/world.ts'
import { type Html, html } from '../html.ts'
import { formatMoney } from '../money.ts'
import { isSoldOut, numberOf, readShopper, type Shopper } from '../shopper.ts'
import type { Site } from '../site.ts'
import { type Word, wordsFor } from '../texts.ts'
import type { Answer, Visit } from '../web.ts'
import { notFound } from './not-found.ts'
import { shopPage } from './shop-layout.ts'

const SHELVES: [Word, ProductKind[]][] = [
  ['coffee', ['beans', 'decaf', 'capsules', 'tea']],
  ['brew', ['brewer', 'espresso', 'grinder', 'kettle', 'scale', 'filters']],
  ['drink', ['cup']],
  ['care', ['cleaning', 'accessory']],
  ['gifts', ['book', 'gift-card']],
]

/** `/shop`: everything there is to buy, by shelf. */
export function shopFront(site: Site, visit: Visit): Answer {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  const t = wordsFor(shopper.locale)
  const products = world
    .products()
    .filter((product) => product.status === 'ACTIVE' && product.publishedAtMs !== null)
  const shelves = SHELVES.map(([word, kinds]) => {
    const shelf = products.filter(({ kind }) => kinds.includes(kind))
    return html`<section aria-labelledby="${word}"><h2 id="${word}">${t(word)}</h2>
      <ul class="goods">${shelf.map((product) => card(world, shopper, product))}</ul></section>`
  })
  const jumps = SHELVES.map(([word]) => html`<a href="#${word}">${t(word)}</a>`)
  const content = html`<nav class="jumps" aria-label="${t('all')}">${jumps}</nav>${shelves}`
  return {
    kind: 'page',
    html: shopPage(world, shopper, '/shop', t('shop'), html`<h1 class="aside">${t('shop')}</h1>${content}`),
  }
}

function card(world: World, shopper: Shopper, product: Product): Html {
  const t = wordsFor(shopper.locale)
  const isGone = product.variants.every(isSoldOut)
  return html`<li><a href="/shop/products/${product.handle}">
    <img src="/shop/images/${product.handle}.svg" alt="" width="240" height="240" loading="lazy">
    <strong>${product.title}</strong>
    <span class="price">${isGone ? html`<em>${t('soldOut')}</em>` : priceRange(world, shopper, product)}</span>
  </a></li>`
}

function priceRange(world: World, shopper: Shopper, product: Product): string {
  const prices = product.variants.map((variant) => world.priceOf(variant, shopper.market))
  const lowest = prices.reduce((left, right) => (right.minor < left.minor ? right : left))
  const isRange = prices.some(({ minor }) => minor !== lowest.minor)
  const text = formatMoney(lowest, shopper.locale)
  if (!isRange) return text
  const word = wordsFor(shopper.locale)('from')
  return shopper.locale === 'ja' || shopper.locale === 'hi' || shopper.locale === 'zh-CN'
    ? `${text} ${word}`
    : `${word} ${text}`
}

/** `/shop/products/<handle>`: one product, its variants, two ways to buy. */
export function productPage(site: Site, visit: Visit, handle: string): Answer {
  const { world } = site.standIn
  const product = world.productByHandle(handle)
  if (product?.status !== 'ACTIVE') return notFound('There is no such product.')
  const shopper = readShopper(world, visit)
  const t = wordsFor(shopper.locale)
  const isGone = product.variants.every(isSoldOut)
  const wanted = visit.url.searchParams.get('variant')
  const content = html`<article class="product">
    <img src="/shop/images/${product.handle}.svg" alt="${product.title}" width="560" height="560">
    <div><p class="eyebrow">${product.type}</p><h1>${product.title}</h1><p class="lead">${product.description}</p>
    <form method="post" action="/cart/add">
      ${variants(world, shopper, product, wanted)}
      <label class="amount">${t('quantity')}<input type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric"></label>
      ${isGone ? html`<p class="sold-out">${t('soldOut')}</p>` : html`<p class="buttons"><button class="primary" name="next" value="cart">${t('addToCart')}</button><button name="next" value="checkout">${t('buyNow')}</button></p>`}
    </form></div></article>`
  return { kind: 'page', html: shopPage(world, shopper, visit.path, product.title, content) }
}

function variants(world: World, shopper: Shopper, product: Product, wanted: string | null): Html {
  const price = (money: Money) => formatMoney(money, shopper.locale)
  const free = product.variants.find((variant) => !isSoldOut(variant))
  const chosen = product.variants.find(({ id }) => numberOf(id) === wanted) ?? free
  if (product.variants.length === 1) {
    const [only] = product.variants
    return html`<input type="hidden" name="variant" value="${only?.id}"><p class="price big">${only ? price(world.priceOf(only, shopper.market)) : ''}</p>`
  }
  const choices = product.variants.map((variant) => {
    const isGone = isSoldOut(variant)
    return html`<label class="choice"><input type="radio" name="variant" value="${variant.id}"${variant === chosen ? html` checked` : null}${isGone ? html` disabled` : null} required>
      <span>${variant.title}</span><span class="price">${isGone ? wordsFor(shopper.locale)('soldOut') : price(world.priceOf(variant, shopper.market))}</span></label>`
  })
  return html`<fieldset class="choices"><legend>${product.optionName}</legend>${choices}</fieldset>`
}
