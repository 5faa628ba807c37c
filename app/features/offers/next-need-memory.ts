import { parseNeedParameters } from '../../domain/recommend/next-need-parse.ts'
import { type NeedParameters, startingNeedParameters } from '../../domain/recommend/next-need-tune.ts'
import { monotonicMs } from '../../platform/clock.ts'
import type { Needs, ShopNeeds } from '../../store/next-needs.server.ts'

// What thousands of orders taught hardly moves in a minute.
const freshMs = 60_000
const shopsMax = 200

/** What this process remembers of how a shop's customers come back. */
export interface NeedMemory extends Omit<ShopNeeds, 'parameters'> {
  parameters: NeedParameters
  /** After how many days, as a rule, customers come back for a product that they do come back for. */
  afterDays: Map<string, number>
}

const shops = new Map<string, { untilMs: number; memory: NeedMemory }>()

/** What is remembered of this shop, at most a minute old; nothing where it must be read. */
export function rememberedNeeds(shop: string): NeedMemory | undefined {
  const kept = shops.get(shop)
  return kept && monotonicMs() < kept.untilMs ? kept.memory : undefined
}

/** Remembers what was read of this shop. Beyond 200 shops the one read longest ago is forgotten. */
export function rememberNeeds(shop: string, read: NonNullable<Needs['shop']>): NeedMemory {
  const memory: NeedMemory = {
    habits: read.habits,
    learnedMs: read.learnedMs,
    parameters: parseNeedParameters(read.parameters) ?? startingNeedParameters(),
    afterDays: read.afterDays,
  }
  shops.delete(shop)
  const [oldest] = shops.size >= shopsMax ? shops.keys() : []
  if (oldest !== undefined) shops.delete(oldest)
  shops.set(shop, { untilMs: monotonicMs() + freshMs, memory })
  return memory
}

const taught = new Map<string, { untilMs: number; tuned: number }>()

/** How many orders had taught this shop when that was read last, at most a minute ago; 0 where it was not read. */
export function taughtOrders(shop: string): number {
  const kept = taught.get(shop)
  return kept && monotonicMs() < kept.untilMs ? kept.tuned : 0
}

/** Remembers how many orders taught this shop, of at most 200 shops. */
export function rememberTaught(shop: string, tuned: number): void {
  taught.delete(shop)
  const [oldest] = taught.size >= shopsMax ? taught.keys() : []
  if (oldest !== undefined) taught.delete(oldest)
  taught.set(shop, { untilMs: monotonicMs() + freshMs, tuned })
}

/** Forgets every shop. */
export function forgetNeeds(): void {
  shops.clear()
  taught.clear()
}
