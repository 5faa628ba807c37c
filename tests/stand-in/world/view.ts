import type { State } from './state.ts'
import type { OrderView } from './types/buying.ts'
import type { Product } from './types/goods.ts'
import type { Order } from './types/orders.ts'
import type { Bag, Currency, Money } from './types/shop.ts'

/** The order as its buyer sees it: in the buyer's currency, with pictures. */
export function viewOf(state: State, order: Order, imageUrl: (product: Product) => string): OrderView {
  const money = (bag: Bag): Money => ({ minor: bag.buyer, currency: order.presentmentCurrency as Currency })
  const zero = { shop: 0, buyer: 0 }
  return {
    order,
    customer: (order.customerId && state.customers.get(order.customerId)) || null,
    shop: state.shop,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    statusPath: `/orders/${order.token}`,
    lines: order.lines.map((line) => {
      const product = state.products.get(line.productId)
      const total = line.price.buyer * line.quantity - line.discount.buyer
      return {
        ...line,
        handle: product?.handle ?? '',
        imageUrl: product ? imageUrl(product) : '',
        requiresShipping: !line.giftCard,
        total: { minor: total, currency: order.presentmentCurrency },
      }
    }),
    subtotal: money(order.subtotal),
    discount: money(order.totalDiscount),
    shipping: money(order.shipping?.price ?? zero),
    tax: money(order.totalTax),
    total: money(order.total),
    parcel: parcelOf(order),
  }
}

function parcelOf(order: Order): OrderView['parcel'] {
  if (order.cancelledAtMs !== null) return 'cancelled'
  const seen = order.fulfilments.at(-1)?.events.at(-1)?.status
  return seen ?? (order.fulfilments.length > 0 ? 'fulfilled' : 'unfulfilled')
}
