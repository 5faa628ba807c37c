import { Unavailable } from '../platform/errors.ts'
import { asHot, type Db } from './database.server.ts'
import { forgetInDryRuns } from './dry-runs.server.ts'
import { wakeWalksOf } from './enrollments.server.ts'
import { dropWaitingOf } from './touches.server.ts'

const rowsMax = 5_000

/** Takes these customers, and who placed these orders, out of journeys: their walks, contacts, terms and wishes are gone. */
export async function forgetJourneysOf(
  db: Db,
  { customerIds, orderIds }: { customerIds: string[]; orderIds: string[] },
): Promise<void> {
  const theirs = { customerId: { in: customerIds } }
  const theirsOrOrders = { OR: [theirs, { orderId: { in: orderIds } }] }
  // The walks first: whoever has one in hand comes to an end before, and what they wish for is gone with the rest.
  await untilNoneIsLeft(() => db.enrollment.deleteMany({ where: theirsOrOrders }))
  await db.touch.deleteMany({ where: theirsOrOrders })
  await forgetTerms(db, customerIds)
  await forgetInDryRuns(db, customerIds)
}

const looksMax = 10

/**
 * Changes walks until there is none to change: what follows a walk that was in hand, next year's birthday, was not there
 * yet when the look began that waited for it.
 */
async function untilNoneIsLeft(change: () => Promise<{ count: number }>): Promise<void> {
  for (let look = 0; look < looksMax; look += 1) if ((await change()).count === 0) return
  throw new Unavailable('The walks of a customer are followed by others again and again.')
}

/** What customers said of how they want to be reached, and of what they bought, is gone; so are stops of channels. */
async function forgetTerms(db: Db, customerIds: string[]): Promise<void> {
  const theirs = { customerId: { in: customerIds } }
  await db.preference.deleteMany({ where: theirs })
  await db.intent.deleteMany({ where: theirs })
  await db.termsChange.deleteMany({ where: theirs })
  await db.channelStop.deleteMany({ where: theirs })
}

/** Has the walks of a customer who is gone be looked at, which ends them, and forgets their terms. */
export async function leaveJourneys(db: Db, customerId: string, now: Date): Promise<void> {
  await forgetTerms(db, [customerId])
  await db.enrollment.updateMany({
    where: { customerId, status: { in: ['entering', 'active'] } },
    data: { dueAt: now },
  })
}

/**
 * Hands the walks and contacts of one customer over to another. Nobody walks a journey twice at once: of two the one
 * entered later ends. Of both customers' terms the stricter hold.
 */
export async function handOverJourneys(db: Db, fromId: string, toId: string, now: Date): Promise<void> {
  await untilNoneIsLeft(() =>
    db.enrollment.updateMany({ where: { customerId: fromId }, data: { customerId: toId } }),
  )
  await db.touch.updateMany({ where: { customerId: fromId }, data: { customerId: toId } })
  await db.intent.updateMany({ where: { customerId: fromId }, data: { customerId: toId } })
  await handOverTerms(db, fromId, toId)
  const ended = await db.$queryRaw<{ id: string }[]>`
    update "Enrollment" e set "status" = 'ended', "dueAt" = null, "endedAt" = ${now}, "endedWhy" = 'customer-gone'
      from (select "id", row_number() over (partition by "journeyId" order by "enteredAt", "id") as "place"
              from "Enrollment" where "customerId" = ${toId} and "status" = 'active') walking
     where e."id" = walking."id" and walking."place" > 1 returning e."id"`
  const verdict = { kind: 'never', why: { kind: 'walk-ended', end: 'customer-gone' } }
  await dropWaitingOf(
    asHot(db),
    ended.map(({ id }) => id),
    { verdict, now },
  )
  await wakeWalksOf(asHot(db), { customerIds: [toId] }, now)
}

async function handOverTerms(db: Db, fromId: string, toId: string): Promise<void> {
  await db.$executeRaw`
    with theirs as (delete from "Preference" where "customerId" = ${fromId} returning *)
    insert into "Preference" as kept ("customerId", "weekMax", "monthMax", "pausedUntil", "neverAt", "channelsOff", "topicsOff",
      "birthday", "consentWithdrawnAt", "updatedAt")
    select ${toId}, "weekMax", "monthMax", "pausedUntil", "neverAt", "channelsOff", "topicsOff", "birthday",
      "consentWithdrawnAt", "updatedAt" from theirs
    on conflict ("shopId", "customerId") do update set
      "weekMax" = least(kept."weekMax", excluded."weekMax"), "monthMax" = least(kept."monthMax", excluded."monthMax"),
      "pausedUntil" = greatest(kept."pausedUntil", excluded."pausedUntil"),
      "neverAt" = least(kept."neverAt", excluded."neverAt"),
      "channelsOff" = array(select distinct unnest(kept."channelsOff" || excluded."channelsOff") order by 1),
      "topicsOff" = array(select distinct unnest(kept."topicsOff" || excluded."topicsOff") order by 1),
      "birthday" = coalesce(kept."birthday", excluded."birthday"),
      "consentWithdrawnAt" = greatest(kept."consentWithdrawnAt", excluded."consentWithdrawnAt"),
      "updatedAt" = greatest(kept."updatedAt", excluded."updatedAt")`
  await db.$executeRaw`
    with theirs as (delete from "TermsChange" where "customerId" = ${fromId} returning *)
    insert into "TermsChange" ("customerId", "at", "before", "after")
    select ${toId}, "at", "before", "after" from theirs on conflict do nothing`
  await db.$executeRaw`
    with theirs as (delete from "ChannelStop" where "customerId" = ${fromId} returning *)
    insert into "ChannelStop" ("customerId", "channel", "why", "at")
    select ${toId}, "channel", "why", "at" from theirs on conflict do nothing`
}

/** All that journeys hold of a customer, for handing out: walks with their steps, contacts, terms and wishes. */
export async function readJourneysOf(db: Db, customerId: string) {
  const where = { customerId }
  const [walks, contacts, preferences, intents, termsChanges, channelStops] = [
    await db.enrollment.findMany({
      where,
      include: { steps: { orderBy: [{ at: 'asc' }, { place: 'asc' }] } },
      orderBy: { triggeredAt: 'asc' },
      take: rowsMax,
    }),
    await db.touch.findMany({
      where,
      include: { holds: { orderBy: { at: 'asc' } } },
      orderBy: { wishedAt: 'asc' },
      take: rowsMax,
    }),
    await db.preference.findFirst({ where }),
    await db.intent.findMany({ where, orderBy: { saidAt: 'asc' }, take: rowsMax }),
    await db.termsChange.findMany({ where, orderBy: { at: 'asc' }, take: rowsMax }),
    await db.channelStop.findMany({ where, orderBy: { channel: 'asc' } }),
  ]
  return { walks, contacts, preferences, intents, termsChanges, channelStops }
}
