import { z } from 'zod'
import {
  type OfferReply,
  type OfferRequest,
  placements,
  productIdsMax,
  quantityMax,
  remindDaysChoices,
  replies,
} from '../contract/offer.ts'
import type { ShopifyId, ShopifyKind } from '../domain/shopify-id.ts'

const itemIdCharactersMax = 64
const tokenCharactersMax = 128

const id = <Kind extends ShopifyKind>(kind: Kind, alias: string = kind) =>
  z
    .string()
    .regex(
      new RegExp(`^gid://shopify/(${kind}|${alias})/\\d{1,25}$`),
      `must be gid://shopify/${kind}/ and digits`,
    )
    .transform((text): ShopifyId<Kind> => `gid://shopify/${kind}/${text.slice(text.lastIndexOf('/') + 1)}`)

const plain = z
  .string()
  .max(tokenCharactersMax)
  .regex(/^[\w-]+$/, 'must be letters, digits, - and _')

/**
 * What `POST /api/offer` takes. Fields it does not know are dropped, and so is what has no place there: a checkout has no
 * order yet, and what was bought before proves nothing of a cart. After a checkout its token proves nothing either: it
 * only says whose "no" holds.
 */
export const offerRequest = z
  .object({
    placement: z.enum(placements).exclude(['post-purchase']),
    orderId: id('Order', 'OrderIdentity').optional(),
    checkoutToken: plain.optional(),
    productIds: z.array(id('Product')).min(1).max(productIdsMax),
    leftOutIds: z.array(id('Product')).max(productIdsMax).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be an ISO country code')
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO currency code')
      .optional(),
    language: plain.optional(),
  })
  .superRefine(({ placement, orderId }, { addIssue }) => {
    const needsOrder = placement !== 'checkout' && orderId === undefined
    if (needsOrder) addIssue({ code: 'custom', path: ['orderId'], message: 'is needed after checkout' })
  })
  .transform(({ orderId, checkoutToken, ...others }) =>
    others.placement === 'checkout'
      ? { ...others, checkoutToken }
      : { ...others, orderId, afterCheckout: checkoutToken },
  ) satisfies z.ZodType<OfferRequest>

const itemReplies: readonly string[] = ['accepted', 'disliked', 'postponed', 'gift']

/** What `POST /api/offer/answer` takes. */
export const offerReply = z
  .object({
    id: z.guid(),
    answer: z.enum(replies),
    itemId: plain.max(itemIdCharactersMax).optional(),
    variantId: id('ProductVariant').optional(),
    quantity: z.int().min(1).max(quantityMax).optional(),
    days: z.literal(remindDaysChoices).optional(),
  })
  .superRefine(({ answer, itemId, days }, { addIssue }) => {
    const needsItem = itemReplies.includes(answer) && itemId === undefined
    if (needsItem) addIssue({ code: 'custom', path: ['itemId'], message: `is needed for "${answer}"` })
    const needsDays = answer === 'postponed' && days === undefined
    if (needsDays) addIssue({ code: 'custom', path: ['days'], message: 'is needed for "postponed"' })
  }) satisfies z.ZodType<OfferReply>
