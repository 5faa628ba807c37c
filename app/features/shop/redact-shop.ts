import { Prisma } from '../../../prisma/generated/client.ts'
import { acrossShops, type Db, inShop } from '../../store/database.server.ts'

const rowsMax = 5_000

// Children before what they point to, deliveries (the request itself among them) near the end, the shop last: whatever
// interrupts this, the request is still there and it goes on.
const tables = [
  'EnrollmentStep',
  'TouchHold',
  'Touch',
  'Enrollment',
  'Preference',
  'Intent',
  'TermsChange',
  'ChannelStop',
  'DryRun',
  'JourneyVersion',
  'Journey',
  'ApiToken',
  'ShopRhythm',
  'OrderLine',
  'Refund',
  'Return',
  'Fulfillment',
  'EarlyArrival',
  'ProductPair',
  'ProductWeight',
  'Tuning',
  'ProductRepeat',
  'RepeatHabit',
  'NeedTuning',
  'ProductTie',
  'CollectionProduct',
  'Collection',
  'Dislike',
  'DiscountCode',
  'DiscountPool',
  'RuleTest',
  'Rule',
  'OfferItem',
  'Offer',
  'Order',
  'Customer',
  'InventoryLevel',
  'Variant',
  'Product',
  'ImportRun',
  'Look',
  'ComplianceRequest',
  'RedactedCustomer',
  'ShopSecret',
  'Session',
  'Shop',
  'Delivery',
  'DeliveryPiece',
]

/**
 * Erases everything of a shop: after this no row of it is left in any table, nor a job in line. Works in steps of 5,000
 * rows, each its own unit of work, so that it holds nobody up; when interrupted it can simply begin again.
 */
export async function redactShop(shop: string): Promise<void> {
  await forgetJobs(shop)
  for (const table of tables) {
    let erased = rowsMax
    while (erased === rowsMax) erased = await inShop(shop, (db) => eraseSome(db, table))
  }
}

async function forgetJobs(shop: string): Promise<void> {
  const { rows } = await acrossShops().query(`select to_regclass('pgboss.job') is not null as "isThere"`)
  if (rows[0]?.isThere) await acrossShops().query(`delete from pgboss.job where data ->> 'shop' = $1`, [shop])
}

async function eraseSome(db: Db, table: string): Promise<number> {
  const name = Prisma.raw(`"${table}"`)
  return db.$executeRaw`
    delete from ${name} where ctid = any(array(select ctid from ${name} limit ${rowsMax}))`
}
