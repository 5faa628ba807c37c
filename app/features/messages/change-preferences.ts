import { messageChannels } from '../../domain/budget/channel.ts'
import { type IntentKind, remindAt } from '../../domain/messages/intent.ts'
import { type PreferenceForm, readPreferenceForm } from '../../domain/messages/preference-form.ts'
import { stopsAll } from '../../domain/messages/withdrawal.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { holdCustomer } from '../../store/customer-hold.server.ts'
import { asHot, type Db, shopOfUnit } from '../../store/database.server.ts'
import { wakeWalksOf } from '../../store/enrollments.server.ts'
import { type PageFacts, readPageFacts } from '../../store/preference-page.server.ts'
import { keepIntent, readPreferences, switchOff, writePreferences } from '../../store/preferences.server.ts'
import { noteWithdrawal } from '../../store/withdrawals.server.ts'
import { zoneOf } from '../journeys/customer-zone.ts'
import { enterFromEvents } from '../journeys/enter-journeys.ts'

type CustomerId = ShopifyId<'Customer'>

/**
 * Keeps what a customer chose, and has everything that waits for them be asked anew. The same again changes nothing more.
 * Where that stops all messages, Shopify is told (decision 32).
 * `gone` where the customer is not there. Who was merged meanwhile has chosen as who they are now.
 */
export async function changePreferences(
  db: Db,
  askedBy: CustomerId,
  form: PreferenceForm,
  now: Date,
): Promise<'kept' | 'bad-date' | 'gone'> {
  const hot = asHot(db)
  const customerId = await holdCustomer(hot, askedBy)
  if (!customerId) return 'gone'
  const [facts, before] = await Promise.all([
    readPageFacts(hot, customerId),
    readPreferences(hot, customerId),
  ])
  if (!facts) return 'gone'
  const timeZone = timeZoneOf(facts)
  const read = readPreferenceForm(form, { timeZone, neverSince: before?.neverAt, now })
  if (read.kind === 'refused') return read.why
  await writePreferences(hot, customerId, read.preferences, now)
  const stops = stopsAll(read.preferences)
  if (!stops) await noteWithdrawal(hot, customerId, undefined)
  // Who had stopped everything before may have agreed anew in the shop, and changes something else here.
  else if (!before || !stopsAll(before)) await withdraw(db, customerId, now)
  await wakeWalksOf(hot, { customerIds: [customerId] }, now)
  if (read.preferences.birthday !== undefined && read.preferences.birthday !== before?.birthday)
    await enterFromEvents(db, [{ kind: 'birthday-told', customerId, at: now }], now)
  return 'kept'
}

/** Stops every channel that messages come by, and has Shopify be told. Twice is once; of who is gone there is nothing to keep. */
export async function stopAllMessages(db: Db, askedBy: CustomerId, now: Date): Promise<void> {
  const hot = asHot(db)
  const customerId = await holdCustomer(hot, askedBy)
  if (!customerId) return
  await switchOff(hot, customerId, messageChannels, now)
  await withdraw(db, customerId, now)
  await wakeWalksOf(hot, { customerIds: [customerId] }, now)
}

async function withdraw(db: Db, customerId: CustomerId, now: Date): Promise<void> {
  const shop = shopOfUnit(db)
  await noteWithdrawal(asHot(db), customerId, now)
  await enqueue(db, 'withdraw-consents', { shop }, { key: shop })
}

/** Keeps what a customer said of a product that they bought; of any other it says `not-bought` and keeps nothing. */
export async function sayIntent(
  db: Db,
  askedBy: CustomerId,
  said: { kind: IntentKind; productId: string },
  { now, newId }: { now: Date; newId: () => string },
): Promise<'kept' | 'not-bought'> {
  const hot = asHot(db)
  const customerId = await holdCustomer(hot, askedBy)
  const facts = customerId && (await readPageFacts(hot, customerId))
  const bought = facts?.bought.find(({ productId }) => productId === said.productId)
  if (!customerId || !bought || !isShopifyId('Product', said.productId)) return 'not-bought'
  const until = said.kind === 'remind' ? remindAt(now) : undefined
  // Pressed twice it was said once.
  if (bought.said !== said.kind || said.kind === 'remind')
    await keepIntent(hot, newId(), { ...said, customerId, saidAt: now, until })
  return 'kept'
}

/** The zone by whose days a customer's page is written. */
export function timeZoneOf({ customer, shop }: PageFacts): string {
  return zoneOf(customer.countryCode, usableTimeZone(shop.timeZone))
}
