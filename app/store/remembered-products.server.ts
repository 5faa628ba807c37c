import type { OfferableProduct } from '../domain/offers/offerable.ts'
import type { ProductId } from '../domain/offers/reason.ts'
import { createShopMemory } from '../platform/shop-memory.ts'

/** One to two kilobytes each, with two or three variants. */
const productsMax = 20_000
/** After more changes than this all products of the shop are forgotten. */
const changesMax = 1_000

/** SQL for the parts of a statement that is asked with what was `seen` before: which products changed since, and this moment. */
export const changesParts = (seen: string) => `
    moment as materialized (
      select pg_snapshot_xmin(pg_current_snapshot())::text as "seen",
             pg_snapshot_xmax(pg_current_snapshot())::text::bigint as "end"
    ), changes as materialized (
      select json_agg(c."id") as "changed" from (
        select "id" from "Product" where "changedIn" >= ${seen} and "changedIn" < (select "end" from moment)
         union
        select "productId" from "Variant" where "changedIn" >= ${seen} and "changedIn" < (select "end" from moment)
         limit ${changesMax + 1}) c
    )`

/** What such a statement tells of a shop. */
export interface Changes {
  /** Every transaction before this one has ended, and what it wrote was seen. */
  seen: string
  changed: ProductId[] | null
  /** Another one after the shop was erased and came back. */
  generation: string
}

const products = createShopMemory<OfferableProduct>(productsMax)
/** Up to where the changes of each shop were taken in. */
const moments = new Map<string, { seen: bigint; generation: string }>()
const shopsMax = 1_000

/** What to ask with for changes of a shop; nothing as long as none of its products is remembered. */
export function seenOf(shop: string): string | undefined {
  return moments.get(shop)?.seen.toString()
}

/** Forgets what changed. To be called with what was read before anything else is done with it. */
export function takeChanges(shop: string, { seen, changed, generation }: Changes): void {
  const before = moments.get(shop)
  if (!before || before.generation !== generation || (changed?.length ?? 0) > changesMax)
    products.forgetShop(shop)
  else products.forget(shop, changed ?? [])
  // Of two that were asked at once the later may be heard of first.
  const now = BigInt(seen)
  moments.delete(shop)
  moments.set(shop, { seen: before && before.seen > now ? before.seen : now, generation })
  const [oldest] = moments.size > shopsMax ? moments.keys() : []
  if (oldest !== undefined) forgetShop(oldest)
}

function forgetShop(shop: string): void {
  moments.delete(shop)
  products.forgetShop(shop)
}

/**
 * These products of a shop, as they were when its changes were last taken in or later. Those not remembered are read;
 * they are remembered unless changes were taken in meanwhile, which may be later than what was read.
 */
export async function rememberedOr(
  shop: string,
  ids: readonly ProductId[],
  read: (missing: ProductId[]) => Promise<OfferableProduct[]>,
): Promise<OfferableProduct[]> {
  const remembered = products.of(shop)
  const known: OfferableProduct[] = []
  const missing: ProductId[] = []
  for (const id of new Set(ids)) {
    const product = remembered.get(id)
    if (product) known.push(product)
    else missing.push(id)
  }
  if (missing.length === 0) return known
  const moment = moments.get(shop)
  const found = await read(missing)
  const isAsItWas = moment !== undefined && moments.get(shop)?.seen === moment.seen
  for (const product of isAsItWas ? found : []) products.set(shop, product.id, product)
  return [...known, ...found]
}

/** Forgets every shop, for a database that was exchanged under this process. */
export function forgetProducts(): void {
  products.clear()
  moments.clear()
}
