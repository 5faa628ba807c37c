import { z } from 'zod'
import type { ShopifyId } from '../domain/shopify-id.ts'

const keyCharactersMax = 100

/** A Shopify id as its `gid` or as its digits; given out as the `gid`. */
function shopifyId<Kind extends 'Customer' | 'Order'>(kind: Kind) {
  const shape = new RegExp(`^(?:gid://shopify/${kind}/)?([1-9][0-9]{0,19})$`)
  return z
    .union([z.string(), z.number().int().positive().transform(String)], {
      error: `must be the id of a ${kind.toLowerCase()}`,
    })
    .refine((id) => shape.test(id), `must be the id of a ${kind.toLowerCase()}: gid://shopify/${kind}/1`)
    .transform((id): ShopifyId<Kind> => `gid://shopify/${kind}/${shape.exec(id)?.[1] ?? ''}`)
}

/** What starting a journey for a customer says. */
export const startBody = z.object({
  customerId: shopifyId('Customer'),
  orderId: shopifyId('Order').optional(),
  /** The same key again starts nothing more. */
  key: z
    .string()
    .min(1)
    .max(keyCharactersMax)
    .regex(/^[\w.:/-]+$/, 'may have letters, digits and _ . : / -')
    .optional(),
})

/** What stopping a journey for a customer says. */
export const stopBody = z.object({ customerId: shopifyId('Customer') })

/**
 * What Shopify Flow sends when a workflow comes to one of our actions
 * (https://shopify.dev/docs/apps/build/flow/actions/endpoints). The customer's id comes as digits.
 */
export const flowBody = z.object({
  shopify_domain: z.string(),
  action_run_id: z.string().min(1).max(keyCharactersMax),
  handle: z.enum(['start-journey', 'stop-journey']),
  properties: z.object({
    customer_id: shopifyId('Customer'),
    journey: z.string().min(1).max(keyCharactersMax),
  }),
})
