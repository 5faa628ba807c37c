import { GraphQLError } from 'graphql'
import { collectionNode } from './collection-node.ts'
import { connection, connectionOf, type PageArgs } from './connection.ts'
import {
  type EmailConsentArgs,
  type SmsConsentArgs,
  updateEmailConsent,
  updateSmsConsent,
} from './consent.ts'
import type { Context } from './context.ts'
import { customerNode } from './customer-node.ts'
import { discountAnswers } from './discounts.ts'
import { receiveTrigger, type TriggerArgs } from './flow.ts'
import {
  allVariants,
  type Choice,
  collectionsMatching,
  customersMatching,
  isVisible,
  ordersMatching,
  productsMatching,
  variantsMatching,
} from './lists.ts'
import { orderNode } from './order-node.ts'
import { fulfilmentNode, refundNode } from './parcel-node.ts'
import { inventoryItemNode, locationNode, productNode, variantNode } from './product-node.ts'
import { installationNode, localesOf, shopNode } from './shop-node.ts'
import { type TagArgs, tagCustomer } from './tagging.ts'

type ListArgs = PageArgs & Choice
type CountArgs = { query?: string | null; limit?: number | null }
type IdArg = { id: string }

/** The answers of the Admin API's queries and mutations. */
export function adminRoot(context: Context) {
  const { state } = context.shop
  const order = ({ id }: IdArg) => {
    const found = state.orders.get(id)
    return found && isVisible(context.shop, found) ? orderNode(context, found) : null
  }
  const customer = ({ id }: IdArg) => {
    const found = state.customers.get(id)
    return found ? customerNode(context, found) : null
  }
  const product = ({ id }: IdArg) => {
    const found = state.products.get(id)
    return found ? productNode(context, found) : null
  }
  const productVariant = ({ id }: IdArg) => {
    const found = state.variants.get(id)
    const owner = found && state.products.get(found.productId)
    return found && owner ? variantNode(context, owner, found) : null
  }
  const inventoryItem = ({ id }: IdArg) => {
    const found = allVariants(context.shop).find(({ variant }) => variant.inventoryItemId === id)
    return found ? inventoryItemNode(context, found.product, found.variant) : null
  }
  const collection = ({ id }: IdArg) => {
    const found = state.collections.get(id)
    return found ? collectionNode(context, found) : null
  }
  const node = ({ id }: IdArg) =>
    nodeOf(context, id, { order, customer, product, productVariant, inventoryItem })
  return {
    shop: () => shopNode(context),
    shopLocales: () => localesOf(),
    order,
    customer,
    product,
    productVariant,
    inventoryItem,
    collection,
    collections: (args: ListArgs) =>
      connection(collectionsMatching(context, args), args, (each) => collectionNode(context, each)),
    node,
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node({ id })),
    orders: (args: ListArgs) =>
      connection(ordersMatching(context, args), args, (each) => orderNode(context, each)),
    ordersCount: (args: CountArgs) => countOf(ordersMatching(context, args), args),
    customers: (args: ListArgs) =>
      connection(customersMatching(context, args), args, (each) => customerNode(context, each)),
    customersCount: (args: CountArgs) => countOf(customersMatching(context, args), args),
    products: (args: ListArgs) =>
      connection(productsMatching(context, args), args, (each) => productNode(context, each)),
    productsCount: (args: CountArgs) => countOf(productsMatching(context, args), args),
    productVariants: (args: ListArgs) =>
      connection(
        variantsMatching(context, args, (each) => each.variant.id),
        args,
        (each) => variantNode(context, each.product, each.variant),
      ),
    inventoryItems: (args: ListArgs) =>
      connection(
        variantsMatching(context, args, (each) => each.variant.inventoryItemId),
        args,
        (each) => inventoryItemNode(context, each.product, each.variant),
      ),
    location: () => locationNode(),
    locations: (args: PageArgs) => connectionOf([locationNode()], args, (each) => each),
    currentAppInstallation: () => installationNode(context),
    appInstallation: () => installationNode(context),
    bulkOperation: ({ id }: IdArg) => context.bulk.find(id),
    bulkOperations: (args: PageArgs) => connectionOf(context.bulk.all(), args, (each) => each),
    currentBulkOperation: () => context.bulk.all().at(-1) ?? null,
    bulkOperationRunQuery: ({ query, groupObjects }: { query: string; groupObjects: boolean }) =>
      context.userErrors
        ? { bulkOperation: null, userErrors: [{ field: null, message: context.userErrors, code: null }] }
        : context.bulk.run(context, query, groupObjects),
    bulkOperationCancel: ({ id }: IdArg) => context.bulk.cancel(id),
    ...discountAnswers(context),
    customerEmailMarketingConsentUpdate: (args: EmailConsentArgs) => updateEmailConsent(context, args),
    customerSmsMarketingConsentUpdate: (args: SmsConsentArgs) => updateSmsConsent(context, args),
    tagsAdd: (args: TagArgs) => tagCustomer(context, args, true),
    tagsRemove: (args: TagArgs) => tagCustomer(context, args, false),
    flowTriggerReceive: (args: TriggerArgs) => receiveTrigger(context, args),
  }
}

function nodeOf(
  context: Context,
  id: string,
  find: Record<
    'order' | 'customer' | 'product' | 'productVariant' | 'inventoryItem',
    (arg: IdArg) => unknown
  >,
): unknown {
  const kind = id.split('/')[3]
  if (!id.startsWith('gid://shopify/') || !kind) throw new GraphQLError(`Invalid global id '${id}'`)
  if (kind === 'Order') return find.order({ id })
  if (kind === 'Customer') return find.customer({ id })
  if (kind === 'Product') return find.product({ id })
  if (kind === 'ProductVariant') return find.productVariant({ id })
  if (kind === 'InventoryItem') return find.inventoryItem({ id })
  if (kind === 'BulkOperation') return context.bulk.find(id)
  if (kind === 'Refund' || kind === 'Fulfillment') return partOfOrder(context, id)
  return null
}

// Their numbers come from their order's, but the way back is a search.
function partOfOrder(context: Context, id: string): unknown {
  for (const order of context.shop.state.orders.values()) {
    const refund = order.refunds.find((each) => each.id === id)
    if (refund) return refundNode(context, order, refund)
    const fulfilment = order.fulfilments.find((each) => each.id === id)
    if (fulfilment) return fulfilmentNode(context, order, fulfilment)
  }
  return null
}

function countOf(items: unknown[], { limit }: CountArgs) {
  const most = limit ?? Number.POSITIVE_INFINITY
  return { count: Math.min(items.length, most), precision: items.length > most ? 'AT_LEAST' : 'EXACT' }
}
