import type { Gid } from '../world/types/shop.ts'
import type { Context } from './context.ts'

export type TagArgs = { id: Gid<'Customer'>; tags: string[] }

/** Gives a customer tags or takes them away, as Shopify compares them: without case. */
export function tagCustomer({ shop, userErrors }: Context, { id, tags }: TagArgs, isAdded: boolean) {
  const customer = shop.state.customers.get(id)
  if (userErrors || !customer)
    return { node: null, userErrors: [{ field: ['id'], message: userErrors ?? 'Node does not exist' }] }
  const named = new Set(tags.map((tag) => tag.toLowerCase()))
  const others = customer.tags.filter((tag) => !named.has(tag.toLowerCase()))
  shop.world.updateCustomer(id, { tags: isAdded ? [...others, ...tags] : others })
  return { node: null, userErrors: [] }
}
