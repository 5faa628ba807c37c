import { dayMs, daysLater } from '../time-zone.ts'
import type { Need } from './facts.ts'

/** What is to be reminded of within so many days of one another is told at once. */
export const togetherDays = 7
/** A walk speaks of at most so many products: more than these nobody reads in one sentence. */
export const togetherMax = 5

/** What a walk asks of its trigger, and whose days count. */
export interface Reminding {
  trigger: { productId: string | undefined; leadDays: number }
  timeZone: string
}

/** When somebody is to be reminded of something that runs out: so many days before it does, by their own days. */
export function remindedAt({ dueAt }: Pick<Need, 'dueAt'>, { trigger, timeZone }: Reminding): Date {
  return daysLater(dueAt, -trigger.leadDays, timeZone)
}

/** Those that the trigger speaks of: the product that it names, or all. */
export function wantedBy<Each extends { productId: string }>(
  { productId }: Reminding['trigger'],
  needs: readonly Each[],
): Each[] {
  return needs.filter((each) => productId === undefined || each.productId === productId)
}

/**
 * What a walk that began then speaks of, the soonest first: what is to be reminded of within a week of its beginning,
 * and what has come since then. At most `togetherMax`. The same needs, the same answer, in whatever order they come.
 */
export function toldTogether<Each extends Need>(
  needs: readonly Each[],
  reminding: Reminding,
  { begunAt, now }: { begunAt: Date; now: Date },
): Each[] {
  const since = begunAt.getTime() - togetherDays * dayMs
  const until = Math.max(begunAt.getTime() + togetherDays * dayMs, now.getTime())
  const told = wantedBy(reminding.trigger, needs).filter((need) => {
    const at = remindedAt(need, reminding).getTime()
    return at >= since && at <= until
  })
  return told.sort(soonestFirst).slice(0, togetherMax)
}

/** Of two that run out at once, always the same comes first. */
export function soonestFirst(one: Need, other: Need): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || (one.productId < other.productId ? -1 : 1)
}
