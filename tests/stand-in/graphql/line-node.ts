import { lineTotal } from '../world/order-building.ts'
import type { Order, OrderLine } from '../world/types/orders.ts'
import type { Bag } from '../world/types/shop.ts'
import type { Context } from './context.ts'
import { moneyBag } from './money.ts'
import { imageNode, productNode, variantNode } from './product-node.ts'

type FirstArg = { first?: number | null }

export function lineNode(context: Context, order: Order, line: OrderLine) {
  const { state } = context.shop
  const product = state.products.get(line.productId)
  const variant = state.variants.get(line.variantId)
  const bag = (of: Bag) => moneyBag(of, order)
  const each = (of: Bag): Bag => ({
    shop: Math.round(of.shop / line.quantity),
    buyer: Math.round(of.buyer / line.quantity),
  })
  const gross = { shop: line.price.shop * line.quantity, buyer: line.price.buyer * line.quantity }
  const net = lineTotal(line)
  return {
    __typename: 'LineItem',
    id: line.id,
    name: [line.title, line.variantTitle].filter(Boolean).join(' - '),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: product?.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: line.unfulfilledQuantity,
    nonFulfillableQuantity: line.quantity - line.currentQuantity,
    requiresShipping: !line.giftCard,
    taxable: !line.giftCard,
    isGiftCard: line.giftCard,
    image: () => (product ? imageNode(context, product) : null),
    product: () => product && productNode(context, product),
    variant: () => variant && product && variantNode(context, product, variant),
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    originalUnitPriceSet: bag(line.price),
    originalTotalSet: bag(gross),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean }) =>
      bag(withCodeDiscounts ? net : gross),
    discountedUnitPriceSet: bag(line.price),
    discountedUnitPriceAfterAllDiscountsSet: bag(each(net)),
    totalDiscountSet: bag(line.discount),
    discountAllocations: line.discount.buyer === 0 ? [] : [{ allocatedAmountSet: bag(line.discount) }],
    taxLines: ({ first }: FirstArg) =>
      [
        {
          title: order.taxesIncluded ? 'VAT' : 'State Tax',
          rate: order.taxRate,
          ratePercentage: order.taxRate * 100,
          priceSet: bag(line.tax),
        },
      ].slice(0, first ?? undefined),
  }
}
