import type { Need } from '../../domain/journeys/facts.ts'
import {
  type Reminding,
  remindedAt,
  soonestFirst,
  togetherMax,
  toldTogether,
  wantedBy,
} from '../../domain/journeys/told-together.ts'
import { parseTrigger } from '../../domain/journeys/triggers.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type MessageFacts, readBoughtProducts } from '../../store/message-facts.server.ts'
import { zoneOf } from '../journeys/customer-zone.ts'
import { expectFor } from '../journeys/expect-for.ts'

/**
 * The facts of a message with all that its walk tells of: where it began because something runs out, whatever else does
 * within a week of it, and what has come to since (app/domain/journeys/told-together.ts). Other messages stay as they are.
 */
export async function withRunningOut(
  db: HotDb,
  facts: MessageFacts,
  customerId: string,
  now: Date,
): Promise<MessageFacts> {
  const reminding = remindingOf(facts, facts.walk?.trigger)
  const begunAt = facts.walk?.enteredAt
  if (!reminding || !begunAt) return facts
  const needs = await needsOf(db, facts, customerId, now)
  const told = toldTogether(needs, reminding, { begunAt, now })
  const ids = told.map(({ productId }) => productId)
  return about(db, facts, customerId, [...(facts.walk?.productId ? [facts.walk.productId] : []), ...ids])
}

/**
 * The same for a walk that would begin with what they need next, as `trigger` is written now; what they needed last
 * where nothing lies ahead. Nothing changes where nothing can be foreseen of them.
 */
export async function asRunningOut(
  db: HotDb,
  facts: MessageFacts,
  { customerId, trigger }: { customerId: string; trigger: unknown },
  now: Date,
): Promise<MessageFacts> {
  const reminding = remindingOf(facts, trigger)
  if (!reminding) return facts
  const needs = await needsOf(db, facts, customerId, now)
  const wanted = wantedBy(reminding.trigger, needs).sort(soonestFirst)
  const first = wanted.find(({ dueAt }) => dueAt > now) ?? wanted.at(-1)
  if (!first) return facts
  const begunAt = remindedAt(first, reminding)
  const told = toldTogether(needs, reminding, { begunAt, now: begunAt })
  return about(db, facts, customerId, [first.productId, ...told.map(({ productId }) => productId)])
}

function remindingOf({ customer, shop }: MessageFacts, json: unknown): Reminding | undefined {
  const trigger = parseTrigger(json)
  if (!('kind' in trigger) || trigger.kind !== 'replenishment-due') return undefined
  return { trigger, timeZone: zoneOf(customer?.countryCode ?? null, usableTimeZone(shop.timeZone)) }
}

async function needsOf(
  db: HotDb,
  { shop }: MessageFacts,
  customerId: string,
  now: Date,
): Promise<readonly Need[]> {
  return (await expectFor(db, shop.id, [customerId], now)).get(customerId)?.needs ?? []
}

/** With these products told of, the first of them above all, each once. */
async function about(
  db: HotDb,
  facts: MessageFacts,
  customerId: string,
  productIds: readonly string[],
): Promise<MessageFacts> {
  const ids = [...new Set(productIds)].slice(0, togetherMax)
  const [product = facts.product, ...beside] = await readBoughtProducts(db, customerId, ids)
  return { ...facts, product, beside }
}
