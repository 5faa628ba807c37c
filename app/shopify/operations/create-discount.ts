import { toDecimal } from '../../domain/money.ts'
import type { PoolTerms } from '../../domain/offers/pool.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { Rejected } from '../../platform/errors.ts'
import {
  CreateBasicDiscountDocument,
  CreateFreeShippingDiscountDocument,
  CreateGiftDiscountDocument,
} from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'
import { idOf } from '../read-fields.ts'

/** A discount to make, with the first of its codes. */
export interface NewDiscount {
  terms: PoolTerms
  title: string
  code: string
  startsAt: Date
  endsAt: Date
}

type DiscountId = ShopifyId<'DiscountCodeNode'>

/**
 * Makes a discount whose every code works once, and once for each customer. Called twice it makes two, or is refused
 * because the code is taken: look for the code first. Throws `Rejected` for terms that Shopify does not take.
 */
export async function createDiscount(admin: Admin, discount: NewDiscount): Promise<DiscountId> {
  const { terms } = discount
  switch (terms.kind) {
    case 'percentage':
    case 'amount': {
      const made = await admin.ask(CreateBasicDiscountDocument, { discount: basicOf(discount, terms) })
      return idOfMade('discountCodeBasicCreate', made.discountCodeBasicCreate)
    }
    case 'free-shipping': {
      const input = { ...commonOf(discount), usageLimit: 1, destination: { all: true } }
      const made = await admin.ask(CreateFreeShippingDiscountDocument, { discount: input })
      return idOfMade('discountCodeFreeShippingCreate', made.discountCodeFreeShippingCreate)
    }
    case 'gift': {
      const made = await admin.ask(CreateGiftDiscountDocument, { discount: giftOf(discount, terms) })
      return idOfMade('discountCodeBxgyCreate', made.discountCodeBxgyCreate)
    }
    default:
      return terms satisfies never
  }
}

function commonOf({ terms, title, code, startsAt, endsAt }: NewDiscount) {
  const { order, product, shipping } = terms.combinesWith
  return {
    title,
    code,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    appliesOncePerCustomer: true,
    context: { all: 'ALL' as const },
    combinesWith: { orderDiscounts: order, productDiscounts: product, shippingDiscounts: shipping },
  }
}

function basicOf(discount: NewDiscount, terms: Extract<PoolTerms, { kind: 'percentage' | 'amount' }>) {
  const value =
    terms.kind === 'percentage'
      ? { percentage: terms.percent / 100 }
      : // Once over all that is taken: that one alone leaves the floor was judged.
        { discountAmount: { amount: toDecimal(terms), appliesOnEachItem: false } }
  const items = { products: { productsToAdd: [terms.productId] } }
  return { ...commonOf(discount), usageLimit: 1, customerGets: { items, value } }
}

function giftOf(discount: NewDiscount, terms: Extract<PoolTerms, { kind: 'gift' }>) {
  return {
    ...commonOf(discount),
    usageLimit: 1,
    usesPerOrderLimit: 1,
    customerBuys: { items: { products: { productsToAdd: [terms.productId] } }, value: { quantity: '1' } },
    customerGets: {
      items: { products: { productVariantsToAdd: [terms.giftVariantId] } },
      value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } },
    },
  }
}

interface Made {
  codeDiscountNode: { id: string } | null
  userErrors: Parameters<typeof refuseUserErrors>[1]
}

function idOfMade(operation: string, made: Made | null): DiscountId {
  refuseUserErrors(operation, made?.userErrors ?? [])
  if (!made?.codeDiscountNode) throw new Rejected('Shopify made no discount.')
  return idOf('DiscountCodeNode', made.codeDiscountNode.id)
}
