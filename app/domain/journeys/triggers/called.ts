import type { TriggerKind } from '../trigger-kind.ts'

/** Somebody begins it: a workflow of Shopify Flow, another program, or the merchant on a customer's page. */
export interface CalledTrigger {
  kind: 'called'
}

/** The trigger of being asked to; a journey with another trigger can be asked for as well. */
export const called: TriggerKind<CalledTrigger> = {
  kind: 'called',
  about: 'customer',
  isTimed: false,
  listensTo: [],
  parse: () => ({ kind: 'called' }),
  fired: () => [],
  stillDue: () => ({ kind: 'due' }),
}
