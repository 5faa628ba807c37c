import type { Condition } from '../../app/domain/conditions/condition.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { stepsMax } from '../../app/domain/journeys/parse-journey.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import type { Random } from '../stand-in/world/random.ts'
import { begin, firstOrderId, later, message, tag, theFacts, wait } from './a-journey.ts'

const hourMs = 3_600_000
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'] as const

/** A journey of every kind of step, up to three lanes deep. */
export function someJourney(chance: Random): JourneyDefinition {
  const ids = { next: 0 }
  return {
    trigger: { kind: 'order-paid' },
    entry: chance.chance(0.8) ? { kind: 'group', join: 'all', of: [] } : someCondition(chance),
    reentry: { kind: 'always' },
    exits: {
      onOrder: chance.chance(0.4),
      onRefund: chance.chance(0.4),
      ...(chance.chance(0.2) && { goal: hasTag('goal') }),
    },
    steps: someSteps(chance, ids, 0),
  }
}

function someSteps(chance: Random, ids: { next: number }, depth: number): Step[] {
  const steps: Step[] = []
  // What no journey may have is not made up; there is always room for the first.
  for (let wanted = chance.int(depth === 0 ? 1 : 0, 4); wanted > 0 && ids.next < stepsMax; wanted -= 1)
    steps.push(someStep(chance, ids, depth))
  return steps
}

/** How often chance takes each kind, and which kinds have lanes: a new one must say both. */
const often: { [Kind in Step['kind']]: { weight: number; hasLanes?: true } } = {
  message: { weight: 2 },
  offer: { weight: 1 },
  wait: { weight: 2 },
  'wait-until': { weight: 1 },
  tag: { weight: 1 },
  flow: { weight: 1 },
  end: { weight: 1 },
  branch: { weight: 1, hasLanes: true },
  split: { weight: 1, hasLanes: true },
  'wait-for': { weight: 2, hasLanes: true },
}
const deep = (Object.keys(often) as Step['kind'][]).flatMap((kind) =>
  Array.from({ length: often[kind].weight }, () => kind),
)
const flat = deep.filter((kind) => !often[kind].hasLanes)

function someStep(chance: Random, ids: { next: number }, depth: number): Step {
  ids.next += 1
  const id = `s${ids.next}`
  const inner = () => someSteps(chance, ids, depth + 1)
  const kind = chance.pick(depth < 3 ? deep : flat)
  switch (kind) {
    case 'message':
      return message(id, { validDays: chance.int(1, 10) })
    case 'offer':
      return {
        kind: 'offer',
        id,
        topic: 'offers',
        result: { kind: 'encore' },
        incentive: { kind: 'none' },
        days: 9,
        usefulness: 5,
      }
    case 'wait':
      return wait(id, chance.int(1, 40), chance.pick(['minutes', 'hours', 'days'] as const))
    case 'wait-until':
      return {
        kind: 'wait-until',
        id,
        until: { kind: 'weekday', weekdays: [chance.int(1, 7)], hour: chance.int(0, 23) },
      }
    case 'tag':
      return tag(id)
    case 'flow':
      return { kind: 'flow', id, name: id }
    case 'end':
      return chance.chance(0.3) ? { kind: 'end', id } : tag(id)
    case 'branch':
      return {
        kind: 'branch',
        id,
        ways: [
          { name: 'one', when: someCondition(chance), steps: inner() },
          { name: 'two', when: someCondition(chance), steps: inner() },
        ],
        otherwise: inner(),
      }
    case 'split':
      return {
        kind: 'split',
        id,
        arms: [
          { name: 'a', share: 50, steps: inner() },
          { name: 'b', share: 50, steps: inner() },
        ],
      }
    case 'wait-for': {
      const what = chance.pick([
        { kind: 'order-paid' },
        { kind: 'refunded' },
        { kind: 'order-delivered' },
      ] as const)
      return {
        kind: 'wait-for',
        id,
        what,
        limit: { amount: chance.int(1, 20), unit: 'days' },
        happened: inner(),
        ranOut: inner(),
      }
    }
    default:
      return kind satisfies never
  }
}

function someCondition(chance: Random): Condition {
  return chance.chance(0.5)
    ? hasTag(chance.pick(['vip', 'new']))
    : { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: chance.int(1, 4) } }
}

function hasTag(tag: string): Condition {
  return { kind: 'test', test: { field: 'customer.tags', is: 'has-any', values: [tag] } }
}

/** What happens to one customer after their order. */
export interface History {
  timeZone: string
  orders: { id: string; at: Date }[]
  refunds: { orderId: string; at: Date }[]
  tags: { tag: string; at: Date }[]
  deliveredAt: Date | undefined
}

export function someHistory(chance: Random): History {
  const at = () => new Date(begin.getTime() + chance.int(1, 60 * 24) * hourMs)
  return {
    timeZone: chance.pick(zones),
    orders: Array.from({ length: chance.int(0, 2) }, (_, n) => ({
      id: shopifyId('Order', String(n + 2)),
      at: at(),
    })),
    refunds: chance.chance(0.2) ? [{ orderId: firstOrderId, at: at() }] : [],
    tags: (['vip', 'new', 'goal'] as const).flatMap((each) =>
      chance.chance(0.3) ? { tag: each, at: at() } : [],
    ),
    deliveredAt: chance.chance(0.7) ? at() : undefined,
  }
}

/** What is known of it at a moment, and nothing of what comes after. */
export function factsAt(history: History, now: Date): JourneyFacts {
  const base = theFacts()
  const orders = [{ id: firstOrderId, at: begin }, ...history.orders].filter(({ at }) => at <= now)
  const tags = history.tags.filter(({ at }) => at <= now).map((each) => each.tag)
  const { deliveredAt } = history
  return {
    ...base,
    conditions: { 'customer.orders': orders.length, 'customer.tags': tags },
    customer: base.customer && { ...base.customer, timeZone: history.timeZone, tags },
    order: base.order && {
      ...base.order,
      deliveredAt: deliveredAt && deliveredAt <= now ? deliveredAt : undefined,
    },
    orders: orders.sort((a, b) => b.at.getTime() - a.at.getTime()),
    refunds: history.refunds.filter(({ at }) => at <= now),
  }
}

/** When the next thing happens to them; nothing after the last. */
export function nextEventAfter(history: History, now: Date): Date | undefined {
  return [
    ...history.orders,
    ...history.refunds,
    ...history.tags,
    ...(history.deliveredAt ? [{ at: history.deliveredAt }] : []),
  ]
    .map(({ at }) => at)
    .filter((at) => at > now)
    .sort((a, b) => a.getTime() - b.getTime())[0]
}

/** After this nothing happens any more, and every wait is over. */
export const longAfter = later(6_000)
