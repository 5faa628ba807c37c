import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Step } from '../../app/domain/journeys/steps.ts'
import type { Trigger } from '../../app/domain/journeys/triggers.ts'
import { publishJourney } from '../../app/features/journeys/change-journeys.ts'
import { makeJourney } from '../../app/features/journeys/save-journey.ts'
import { workWalks } from '../../app/features/journeys/work-walks.ts'
import { config } from '../../app/platform/config.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from './database.ts'
import { customer } from './offers.ts'

// Nobody listens there: what is sent is for other tests.
config().smtp ??= { url: 'smtp://127.0.0.1:9', from: 'post@encore.example' }

/**
 * Gives this test file a database of its own, as `withDatabase` does, with the queue at work in it. Each test finds it
 * empty but for the two shops, and nothing remembered of what was there.
 */
export function withWalks(): { url: string } {
  const database = withDatabase()
  beforeAll(() => startQueue(database.url))
  afterAll(stopQueue)
  beforeEach(() => emptyDatabase(database.url))
  return database
}

/** So many hours after noon. */
export const hours = (n: number) => new Date(noon.getTime() + n * 3_600_000)
/** So many days after noon. */
export const days = (n: number) => hours(24 * n)

/** A message by email, as small as a test needs. */
export function aMessage(id: string, change: object = {}): object {
  return {
    id,
    kind: 'message',
    topic: 'help',
    template: 'how-to',
    channels: ['email'],
    texts: {},
    usefulness: 50,
    validDays: 14,
    ...change,
  }
}

/** A wait of so many hours. */
export function aWait(id: string, hoursWaited: number): object {
  return { id, kind: 'wait', for: { amount: hoursWaited, unit: 'hours' } }
}

/** A journey from every paid order: a message at once, a wait of a day, another message. */
export function aDefinition(
  change: { trigger?: Trigger; steps?: (Step | object)[]; [key: string]: unknown } = {},
) {
  return {
    trigger: { kind: 'order-paid' },
    entry: { kind: 'group', join: 'all', of: [] },
    reentry: { kind: 'always' },
    exits: { onOrder: false, onRefund: true },
    steps: [aMessage('hello'), aWait('pause', 24), aMessage('again')],
    ...change,
  }
}

/**
 * Publishes a journey that is live from two hours before noon on, in a shop that leaves nobody alone unless it says so,
 * and returns its id.
 */
export async function withJourney(
  id: string,
  definition: object = aDefinition(),
  {
    shopId = shop,
    now = hours(-2),
    holdoutPercent = 0,
  }: { shopId?: string; now?: Date; holdoutPercent?: number } = {},
): Promise<string> {
  await leaveAlone(holdoutPercent, shopId)
  await inShop(shopId, async (db) => {
    const made = await makeJourney(db, { id, name: `Journey ${id}`, definition }, now)
    if (made.kind === 'refused') throw new Error(`Not a journey: ${JSON.stringify(made)}`)
    const published = await publishJourney(db, id, made.revision, now)
    if (published.kind === 'refused') throw new Error(`Not published: ${published.why}`)
  })
  return id
}

/** Has so many of a hundred who enter a journey from now on be left alone. */
export async function leaveAlone(holdoutPercent: number, shopId = shop): Promise<void> {
  const chosen = JSON.stringify({ holdoutPercent })
  await inShop(shopId, (db) => db.$executeRaw`update "Shop" set "settings" = "settings" || ${chosen}::jsonb`)
}

/** Somebody who can be written to. */
export async function withCustomer(n: number, change: object = {}, shopId = shop): Promise<string> {
  const data = {
    id: customer(n),
    email: `c${n}@example.com`,
    emailConsent: 'subscribed',
    countryCode: 'DE',
    locale: 'de',
    tags: [],
    createdAt: noon,
    updatedAt: noon,
    ...change,
  }
  await inShop(shopId, (db) => db.customer.create({ data }))
  return data.id
}

/** Works every walk that is due at `now`, as the worker would, until none is. */
export async function walkAll(now: Date, shopId = shop): Promise<number> {
  let looked = 0
  for (let handled = 1; handled > 0; looked += handled) handled = await workWalks(shopId, () => now)
  return looked
}

/** All walks of the shop as they stand, in the order of their keys. */
export async function walks(shopId = shop) {
  return inShop(shopId, (db) =>
    db.enrollment.findMany({
      orderBy: { key: 'asc' },
      include: { steps: { orderBy: [{ at: 'asc' }, { place: 'asc' }] } },
    }),
  )
}

/** All touches of the shop, in the order in which they were wished for. */
export async function touches(shopId = shop) {
  return inShop(shopId, (db) =>
    db.touch.findMany({
      orderBy: [{ wishedAt: 'asc' }, { key: 'asc' }],
      include: { holds: { orderBy: { at: 'asc' } } },
    }),
  )
}
