import type { Used } from '../../domain/budget/budget-reason.ts'
import { noPreferences } from '../../domain/budget/preferences.ts'
import { capsOf, roomFor, spanDays } from '../../domain/budget/room.ts'
import { parseSettings } from '../../domain/settings.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { readContacts } from '../../store/contacts.server.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { readPreferences } from '../../store/preferences.server.ts'
import { type PlannedWalk, readPlanned } from '../journeys/read-planned.ts'

const journeysMax = 50

/** What is planned for a customer, and how much room their budget leaves. */
export interface CustomerPlan {
  walks: PlannedWalk[]
  budget: ContactBudget
  /** Which journeys may be begun for them by hand. */
  journeys: { id: string; name: string }[]
}

/** How often they were contacted of how often they may be, and what they said of it themselves. */
export interface ContactBudget {
  week: Used
  month: Used
  /** Whether one of the caps is their own. */
  isOwn: boolean
  neverAt: Date | undefined
  /** Only while it lies ahead. */
  pausedUntil: Date | undefined
}

/** Reads what is planned for a customer and how their contact budget stands at `now`. */
export async function readPlan(db: Db, id: ShopifyId<'Customer'>, now: Date): Promise<CustomerPlan> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const hot = asHot(db)
  const preferences = (await readPreferences(hot, id)) ?? noPreferences
  const contacts = await readContacts(hot, [id], new Date(now.getTime() - spanDays.month * dayMs))
  const caps = capsOf(parseSettings(shop?.settings).budget, preferences)
  const { used } = roomFor(contacts.get(id) ?? [], caps, now)
  const { neverAt, pausedUntil } = preferences
  return {
    walks: await readPlanned(db, id),
    journeys: await db.journey.findMany({
      where: { status: 'live' },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
      take: journeysMax,
    }),
    budget: {
      ...used,
      isOwn: caps.week.whose === 'own' || caps.month.whose === 'own',
      neverAt,
      pausedUntil: pausedUntil && pausedUntil > now ? pausedUntil : undefined,
    },
  }
}
