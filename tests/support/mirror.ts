import { acrossShops } from '../../app/store/database.server.ts'

const tables = [
  'Product',
  'Variant',
  'InventoryLevel',
  'Customer',
  'Order',
  'OrderLine',
  'Refund',
  'Return',
  'Fulfillment',
  'ProductPair',
]

/**
 * Everything the mirror holds of Shopify, in a fixed order. When something was learned counts only as a yes, when it was
 * told, and in which transaction it was written, not at all.
 */
export async function mirror(): Promise<Record<string, unknown[]>> {
  const held: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { rows } = await acrossShops().query(`select * from "${table}" order by 1, 2, 3`)
    held[table] = rows.map((row) => ({
      ...row,
      learnedAt: row.learnedAt && 'yes',
      toldAt: undefined,
      changedIn: undefined,
      ...(table === 'ProductPair' && { slow: rounded(row.slow), fast: rounded(row.fast) }),
    }))
  }
  return held
}

/** Forgets what the mirror holds, and nothing else. */
export async function emptyMirror(): Promise<void> {
  await acrossShops().query(`truncate ${tables.map((table) => `"${table}"`).join()} cascade`)
}

/** Sums of the same numbers in another order differ in their last digits. */
function rounded(weight: number): string {
  return weight.toPrecision(9)
}
