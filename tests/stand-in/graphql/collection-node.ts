import { productsIn } from '../world/collections.ts'
import { numberOf } from '../world/ids.ts'
import type { Collection } from '../world/types/goods.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { moment } from './money.ts'
import { productNode } from './product-node.ts'

export function collectionNode(context: Context, collection: Collection) {
  return {
    __typename: 'Collection',
    id: collection.id,
    legacyResourceId: numberOf(collection.id),
    title: collection.title,
    handle: collection.handle,
    updatedAt: moment(collection.updatedAtMs),
    products: (args: PageArgs) =>
      connectionOf(productsIn(context.shop.state, collection), args, (each) => productNode(context, each)),
  }
}
