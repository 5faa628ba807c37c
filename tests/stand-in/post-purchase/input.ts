import { numberOf } from '../world/ids.ts'
import { decimal } from '../world/markets.ts'
import { lineTotal } from '../world/order-building.ts'
import type { Order } from '../world/types/orders.ts'
import type { Bag, Currency, Locale } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'

/**
 * The token of an order's checkout: the same in the checkout's extensions, as the post-purchase page's reference, in the
 * order's webhooks and in the Admin API. An order that came another way has one of its own making.
 */
export function referenceOf(order: Order): string {
  return order.checkoutToken ?? [...order.token].reverse().join('')
}

/** The order of a reference; nothing when there is none. */
export function orderOf(world: World, reference: string): Order | undefined {
  return world.orders().find((order) => referenceOf(order) === reference)
}

/** An amount in both currencies, as the page's API says it. */
export function moneyBag({ shop, buyer }: Bag, shopCurrency: Currency, currency: Currency) {
  return {
    shopMoney: { amount: decimal(shop, shopCurrency), currencyCode: shopCurrency },
    presentmentMoney: { amount: decimal(buyer, currency), currencyCode: currency },
  }
}

/**
 * What the extension is given, with the token that says the same signed with the app's secret.
 * See https://shopify.dev/docs/api/checkout-extensions/post-purchase/jwt-specification.
 */
export function inputFor(world: World, order: Order, locale: Locale) {
  const input = inputData(world, order, locale)
  const token = world.signCheckoutToken(null, {
    ...{ aud: undefined, dest: undefined, exp: undefined, nbf: undefined, jti: undefined },
    iss: 'shopify',
    sub: input.initialPurchase.referenceId,
    input_data: input,
  })
  return { ...input, token }
}

function inputData(world: World, order: Order, locale: Locale) {
  const bag = (amount: Bag) => moneyBag(amount, order.currency, order.presentmentCurrency)
  return {
    extensionPoint: 'Checkout::PostPurchase::ShouldRender',
    locale,
    version: '2022-10',
    shop: { id: Number(numberOf(world.shop.id)), domain: world.shop.domain, metafields: [] },
    initialPurchase: {
      referenceId: referenceOf(order),
      ...(order.customerId ? { customerId: numberOf(order.customerId) } : {}),
      destinationCountryCode: order.shippingAddress?.countryCode,
      totalPriceSet: bag(order.total),
      lineItems: order.lines.map((line) => ({
        quantity: line.quantity,
        totalPriceSet: bag(lineTotal(line)),
        product: {
          id: digits(line.productId),
          title: line.title,
          metafields: [],
          variant: { id: digits(line.variantId), title: line.variantTitle ?? '', metafields: [] },
        },
      })),
    },
  }
}

/** Shopify writes ids as numbers here; one that no number holds stays text, as it would not survive otherwise. */
function digits(id: string): number | string {
  const text = numberOf(id)
  return Number.isSafeInteger(Number(text)) ? Number(text) : text
}
