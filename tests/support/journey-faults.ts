import type { Condition, Test } from '../../app/domain/conditions/condition.ts'
import type { FaultContext } from '../../app/domain/journeys/fault.ts'
import { faultsOf } from '../../app/domain/journeys/faults.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { begin, message } from './a-journey.ts'

const context: FaultContext = {
  journeyId: 'j',
  name: 'Mine',
  others: [],
  goneIds: [],
  connected: ['page', 'email', 'klaviyo', 'flow'],
  currency: 'EUR',
  languages: ['en', 'de'],
  timeZone: 'Europe/Berlin',
}

/** Its faults without what they are all alike in. */
export function faults(definition: JourneyDefinition, overrides: Partial<FaultContext> = {}) {
  return faultsOf(definition, { ...context, ...overrides }, begin)
}

/** Its faults, each by how bad and what kind it is. */
export const kinds = (definition: JourneyDefinition, overrides: Partial<FaultContext> = {}) =>
  faults(definition, overrides).map(({ kind, severity }) => `${severity} ${kind}`)

/** One test as a whole condition. */
export const asked = (test: Test): Condition => ({ kind: 'test', test })
/** How often they ordered. */
export const orders = (is: 'at-least' | 'at-most' | 'equal', value: number) =>
  asked({ field: 'customer.orders', is, value })
/** What the order came to, in minor units. */
export const subtotal = (is: 'at-least' | 'at-most', value: number) =>
  asked({ field: 'order.subtotalMinor', is, value })
/** All of these. */
export const all = (...of: Condition[]): Condition => ({ kind: 'group', join: 'all', of })
/** Customers with any of these tags. */
export const tagged = (...values: string[]) => asked({ field: 'customer.tags', is: 'has-any', values })
/** Customers with none of these tags. */
export const notTagged = (...values: string[]) => asked({ field: 'customer.tags', is: 'has-none', values })
/** A message that is well. */
export const hello = message('m')
