import { keepDiscount } from '../world/discounts.ts'
import { gid } from '../world/ids.ts'
import type { ShopDiscount } from '../world/types/discounts.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { moment } from './money.ts'

interface Items {
  all?: boolean | null
  products?: { productsToAdd?: string[] | null; productVariantsToAdd?: string[] | null } | null
}

interface Input {
  title?: string | null
  code?: string | null
  endsAt?: string | null
  usageLimit?: number | null
  combinesWith?: {
    orderDiscounts?: boolean | null
    productDiscounts?: boolean | null
    shippingDiscounts?: boolean | null
  } | null
  customerBuys?: { items?: Items | null } | null
  customerGets?: {
    items?: Items | null
    value?: { percentage?: number | null; discountAmount?: { amount?: string | null } | null } | null
  } | null
}

interface Mistake {
  code: string
  field: string[]
  message: string
  extraInfo: null
}

const codesMax = 250
const mistake = (code: string, field: string, message: string): Mistake => ({
  code,
  field: [field],
  message,
  extraInfo: null,
})

/** The answers about discounts: made with one code, given more by an operation that takes a moment. */
export function discountAnswers(context: Context) {
  const { state } = context.shop
  const failed = () => (context.userErrors === null ? [] : [mistake('INVALID', 'input', context.userErrors)])
  const make = (input: Input, terms: ShopDiscount['terms']) => {
    const mistakes = [...failed(), ...mistakesIn(context, input, terms)]
    if (mistakes.length > 0) return { codeDiscountNode: null, userErrors: mistakes }
    const discount = discountOf(input, terms, gid('DiscountCodeNode', numberAfter(context)))
    keepDiscount(state, discount)
    context.shop.happened({ kind: 'discount-changed', discount })
    return { codeDiscountNode: { __typename: 'DiscountCodeNode', id: discount.id }, userErrors: [] }
  }
  return {
    discountCodeBasicCreate: ({ basicCodeDiscount: input }: { basicCodeDiscount: Input }) =>
      make(input, basicTerms(input)),
    discountCodeFreeShippingCreate: ({
      freeShippingCodeDiscount: input,
    }: {
      freeShippingCodeDiscount: Input
    }) => make(input, { kind: 'shipping' }),
    discountCodeBxgyCreate: ({ bxgyCodeDiscount: input }: { bxgyCodeDiscount: Input }) =>
      make(input, { kind: 'gift' }),
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      const found = state.discountsByCode.get(code.toUpperCase())
      return found ? { __typename: 'DiscountCodeNode', id: found.id } : null
    },
    discountRedeemCodeBulkAdd(args: { discountId: string; codes: { code: string }[] }) {
      const discount = state.discounts.get(args.discountId)
      const mistakes = [
        ...failed(),
        ...(discount ? [] : [mistake('INVALID', 'discountId', 'Code discount does not exist.')]),
        ...(args.codes.length > codesMax ? [mistake('TOO_MANY_ARGUMENTS', 'codes', 'Too many codes.')] : []),
      ]
      if (mistakes.length > 0 || !discount) return { bulkCreation: null, userErrors: mistakes }
      return { bulkCreation: creationNode(addCodes(context, discount, args.codes)), userErrors: [] }
    },
    discountRedeemCodeBulkCreation({ id }: { id: string }) {
      const creation = creationsOf(context).get(id)
      if (!creation) return null
      creation.looks += 1
      return creationNode(creation)
    },
  }
}

interface Creation {
  id: string
  atMs: number
  looks: number
  results: { id: string; code: string; mistakes: Mistake[] }[]
}

// As long as the shop's process lives: an operation that takes a moment need not survive a restart.
const creations = new WeakMap<object, Map<string, Creation>>()

function creationsOf({ shop }: Context): Map<string, Creation> {
  const known = creations.get(shop.state) ?? new Map<string, Creation>()
  creations.set(shop.state, known)
  return known
}

function addCodes(context: Context, discount: ShopDiscount, codes: { code: string }[]): Creation {
  const { state } = context.shop
  const results = codes.map(({ code }) => {
    const isTaken = state.discountsByCode.has(code.toUpperCase())
    if (isTaken) return { id: code, code, mistakes: [mistake('TAKEN', 'code', 'Code must be unique.')] }
    discount.codes[code] = 0
    state.discountsByCode.set(code.toUpperCase(), discount)
    return { id: code, code, mistakes: [] }
  })
  keepDiscount(state, discount)
  context.shop.happened({ kind: 'discount-changed', discount })
  const all = creationsOf(context)
  const id = gid('DiscountRedeemCodeBulkCreation', 1 + all.size)
  const creation = { id, atMs: context.shop.world.clock.nowMs(), looks: 0, results }
  all.set(id, creation)
  return creation
}

// Who looks once sees it still under way.
function creationNode({ id, atMs, looks, results }: Creation) {
  const done = looks > 1
  const failedCount = results.filter((each) => each.mistakes.length > 0).length
  return {
    __typename: 'DiscountRedeemCodeBulkCreation',
    id,
    createdAt: moment(atMs),
    done,
    codesCount: results.length,
    importedCount: done ? results.length - failedCount : 0,
    failedCount: done ? failedCount : 0,
    codes: (args: PageArgs) =>
      connectionOf(done ? results : [], args, ({ code, mistakes }) => ({ code, errors: mistakes })),
  }
}

function mistakesIn(context: Context, input: Input, terms: ShopDiscount['terms']): Mistake[] {
  if (!input.code) return [mistake('BLANK', 'code', "Code can't be blank")]
  if (!input.title) return [mistake('BLANK', 'title', "Title can't be blank")]
  if (context.shop.state.discountsByCode.has(input.code.toUpperCase()))
    return [mistake('TAKEN', 'code', 'Code must be unique. Please try a different code.')]
  if (terms.kind === 'percentage' && !(terms.percent > 0 && terms.percent <= 100))
    return [mistake('VALUE_OUTSIDE_RANGE', 'customerGets.value.percentage', 'Must be between 0.0 and 1.0')]
  if (terms.kind === 'shipping' && input.combinesWith?.shippingDiscounts)
    return [
      mistake(
        'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS',
        'combinesWith',
        'The combinesWith settings are invalid.',
      ),
    ]
  const products = idsIn(input.customerGets?.items) ?? []
  if (products.some((id) => !context.shop.state.products.has(id) && !context.shop.state.variants.has(id)))
    return [mistake('INVALID', 'customerGets.items.products', 'Product does not exist.')]
  return []
}

function basicTerms({ customerGets }: Input): ShopDiscount['terms'] {
  const amount = customerGets?.value?.discountAmount?.amount
  return amount
    ? { kind: 'amount', minor: Math.round(Number(amount) * 100) }
    : { kind: 'percentage', percent: Math.round((customerGets?.value?.percentage ?? 0) * 10_000) / 100 }
}

function discountOf(input: Input, terms: ShopDiscount['terms'], id: ShopDiscount['id']): ShopDiscount {
  const { combinesWith } = input
  return {
    id,
    title: input.title ?? '',
    terms,
    productIds: terms.kind === 'shipping' ? null : idsIn(input.customerGets?.items),
    buysProductIds: idsIn(input.customerBuys?.items) ?? [],
    combinesWith: {
      order: combinesWith?.orderDiscounts ?? false,
      product: combinesWith?.productDiscounts ?? false,
      shipping: combinesWith?.shippingDiscounts ?? false,
    },
    usageLimit: input.usageLimit ?? null,
    endsAtMs: input.endsAt ? Date.parse(input.endsAt) : null,
    codes: { [input.code ?? '']: 0 },
  }
}

/** The products and variants that are named; nothing where all count. */
function idsIn(items: Items | null | undefined): string[] | null {
  if (!items || items.all) return null
  return [...(items.products?.productsToAdd ?? []), ...(items.products?.productVariantsToAdd ?? [])]
}

function numberAfter({ shop }: Context): number {
  return shop.state.firstNumber * 1_000_000 + 5_000 + shop.state.discounts.size
}
