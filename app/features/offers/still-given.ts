import type { Incentive } from '../../domain/offers/incentive.ts'
import { type Gift, giftOutOf, judgeIncentive } from '../../domain/offers/judge-incentive.ts'
import type { OfferableProduct } from '../../domain/offers/offerable.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readFloor, readVariantOnSale } from '../../store/floor-facts.server.ts'

/**
 * Whether what was promised on a proven purchase may still be given on these variants: prices, costs, the gift and the
 * shop's floor may have changed since it was decided. No incentive always may.
 */
export async function isStillGiven(
  db: HotDb,
  product: Pick<OfferableProduct, 'variants'>,
  wanted: Incentive,
  now: Date,
): Promise<boolean> {
  if (wanted.kind === 'none') return true
  const [floor, gift] = await Promise.all([readFloor(db), readGift(db, wanted, now)])
  return judgeIncentive(product, { ...floor, wanted, isProven: true, gift }).kind === 'given'
}

async function readGift(db: HotDb, wanted: Incentive, now: Date): Promise<Gift | undefined> {
  return wanted.kind === 'gift' ? giftOutOf(await readVariantOnSale(db, { ...wanted, now })) : undefined
}
