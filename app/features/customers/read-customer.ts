import { type CustomerSummary, type EmailStop, fullName } from '../../domain/customer-page.ts'
import { wordIn } from '../../domain/json-fields.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import { type Rhythm, usualRhythm } from '../../domain/timeline.ts'
import { assert } from '../../platform/errors.ts'
import type { Db } from '../../store/database.server.ts'
import { findForgotten } from '../../store/redaction.server.ts'
import { readStandings } from './read-standing.ts'

const rhythmOrdersMax = 50

/** What is known of a customer: who they are, or why there is nothing to tell. */
export type CustomerFound =
  | { kind: 'there'; customer: CustomerSummary }
  /** Shopify merged them into another, under whose id everything is. */
  | { kind: 'merged'; intoId: ShopifyId<'Customer'> }
  | { kind: 'deleted'; at: Date }
  /** They asked to be forgotten: nothing is known of them any more but that. */
  | { kind: 'forgotten' }
  | { kind: 'not-there' }

/** Reads who one customer is to the shop. An id the shop does not have, or another shop's, is not there. */
export async function readCustomer(db: Db, id: ShopifyId<'Customer'>): Promise<CustomerFound> {
  const row = await db.customer.findFirst({ where: { id } })
  if (!row) return (await wasForgotten(db, id)) ? { kind: 'forgotten' } : { kind: 'not-there' }
  if (isShopifyId('Customer', row.mergedIntoId)) return { kind: 'merged', intoId: row.mergedIntoId }
  if (row.deletedAt) return { kind: 'deleted', at: row.deletedAt }
  const standing = (await readStandings(db, [id])).get(id)
  assert(standing, 'every customer asked for has a standing')
  const { firstOrderAt, ...orders } = standing
  return {
    kind: 'there',
    customer: {
      id,
      name: fullName(row),
      email: row.email ?? undefined,
      phone: row.phone ?? undefined,
      countryCode: row.countryCode ?? undefined,
      since: firstOrderAt && firstOrderAt < row.createdAt ? firstOrderAt : row.createdAt,
      emailConsent: row.emailConsent ?? undefined,
      smsConsent: row.smsConsent ?? undefined,
      emailStop: await readEmailStop(db, id),
      ...orders,
      rhythm: await readRhythm(db, id),
    },
  }
}

async function readEmailStop(db: Db, customerId: string): Promise<EmailStop | undefined> {
  const own = await db.preference.findFirst({
    where: { customerId, OR: [{ neverAt: { not: null } }, { channelsOff: { has: 'email' } }] },
    select: { customerId: true },
  })
  if (own) return 'own-word'
  const stop = await db.channelStop.findFirst({
    where: { customerId, channel: 'email' },
    select: { why: true },
  })
  return stop ? wordIn(['bounced', 'complained'] as const, stop.why) : undefined
}

async function wasForgotten(db: Db, value: string): Promise<boolean> {
  const found = await findForgotten(db, [{ kind: 'customer', value }])
  return found.size > 0
}

/** The latest days on which they ordered, as the shop's clocks count days. */
async function readRhythm(db: Db, customerId: string): Promise<Rhythm | undefined> {
  const shop = await db.shop.findFirst({ select: { timeZone: true } })
  const latest = await db.order.findMany({
    where: { customerId, cancelledAt: null },
    select: { processedAt: true },
    orderBy: { processedAt: 'desc' },
    take: rhythmOrdersMax,
  })
  return usualRhythm(
    latest.map(({ processedAt }) => processedAt),
    usableTimeZone(shop?.timeZone),
  )
}
