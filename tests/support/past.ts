import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { planOf } from '../../app/domain/journeys/plan.ts'
import {
  fieldsAsked,
  nothingForeseen,
  type PastCustomer,
  type PastOrder,
  type SimulatedShop,
  type Simulation,
} from '../../app/domain/journeys/simulate-past.ts'

/** The end of the walked time, and the moment so many days before it. */
export const today = new Date('2026-06-15T12:00:00.000Z')
export const ago = (days: number) => new Date(today.getTime() - days * 86_400_000)

const everybody = { kind: 'group', join: 'all', of: [] }

/** A journey of these steps that every paid order begins, unless the test says otherwise. */
export function aJourney(steps: object[], change: object = {}): object {
  return {
    trigger: { kind: 'order-paid' },
    entry: everybody,
    reentry: { kind: 'always' },
    exits: { onOrder: false, onRefund: false },
    steps,
    ...change,
  }
}

/** Steps as JSON has them. */
export const waitDays = (id: string, amount: number) => ({ kind: 'wait', id, for: { amount, unit: 'days' } })
export const message = (id: string, change: object = {}) => ({
  kind: 'message',
  id,
  topic: 'help',
  template: 'check-in',
  channels: ['email'],
  validDays: 30,
  ...change,
})

/** A journey in a shop without quiet hours, over the last year. */
export function aSimulation(
  journey: object,
  { shop, ...change }: Partial<Omit<Simulation, 'shop'>> & { shop?: Partial<SimulatedShop> } = {},
): Simulation {
  const parsed = parseJourney(journey)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.fault))
  const plan = planOf({ journeyId: 'journey', version: 1, definition: parsed.definition })
  return {
    plan,
    fields: fieldsAsked(plan),
    from: ago(365),
    until: today,
    foresee: () => nothingForeseen,
    costMinor: () => undefined,
    shop: {
      timeZone: 'UTC',
      currency: 'EUR',
      deliveryDays: 4,
      toldDeliveryDays: undefined,
      policy: { ...usualPolicy, quietFromHour: 0, quietUntilHour: 0 },
      holdoutPercent: 0,
      goneIds: [],
      ...shop,
    },
    ...change,
  }
}

/** An order of one product, paid so many days ago. */
export function aPastOrder(n: number, daysAgo: number, change: Partial<PastOrder> = {}): PastOrder {
  return {
    id: `gid://shopify/Order/${n}`,
    paidAt: ago(daysAgo),
    cancelledAt: undefined,
    fulfilledAt: undefined,
    deliveredAt: undefined,
    refunds: [],
    totalMinor: 1_000,
    subtotalMinor: 1_000,
    discountMinor: 0,
    discountCodes: [],
    quantity: 1,
    country: 'DE',
    currency: 'EUR',
    language: 'de',
    channel: 'web',
    holdsGiftCardsOnly: false,
    products: [
      {
        id: 'gid://shopify/Product/1',
        quantity: 1,
        priceMinor: 1_000,
        tags: ['coffee'],
        vendor: 'Hario',
        isGiftCard: false,
        collections: ['c1'],
      },
    ],
    ...change,
  }
}

/** A customer who can be reached by every channel, with these orders. */
export function aPastCustomer(
  n: number,
  orders: PastOrder[],
  change: Partial<PastCustomer> = {},
): PastCustomer {
  return {
    id: `gid://shopify/Customer/${n}`,
    timeZone: 'UTC',
    language: 'de',
    tags: [],
    reach: { page: 'open', email: 'open', klaviyo: 'open', flow: 'open' },
    preferences: noPreferences,
    offersOffAt: undefined,
    birthday: undefined,
    orders,
    contacts: [],
    ...change,
  }
}
