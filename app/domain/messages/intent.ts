import { dayMs } from '../time-zone.ts'

/** What a customer may say of something they bought. */
export const intentKinds = ['finished', 'gift', 'remind', 'never'] as const
export type IntentKind = (typeof intentKinds)[number]

/** Six weeks. */
export const remindDays = 42

/** What a customer said of a product; of several the last one holds. */
export interface Intent {
  kind: IntentKind
  productId: string
  saidAt: Date
  /** For `remind`: when. */
  until: Date | undefined
  /** When they last bought it and kept it. */
  boughtAt: Date | undefined
}

/** When they want to be reminded who say so now. */
export function remindAt(now: Date): Date {
  return new Date(now.getTime() + remindDays * dayMs)
}

/**
 * What is needed again and when, as the customer's own words change it: finished is needed when they said so, a reminder
 * when they wanted it, a gift and what they never want again not at all. What they bought after they said it counts anew.
 */
export function heedIntents<Need extends { productId: string; dueAt: Date }>(
  needs: readonly Need[],
  intents: readonly Intent[],
): Need[] {
  const last = new Map<string, Intent>()
  for (const intent of intents) {
    const known = last.get(intent.productId)
    if (!known || known.saidAt <= intent.saidAt) last.set(intent.productId, intent)
  }
  return needs.flatMap((need) => {
    const said = last.get(need.productId)
    if (!said) return [need]
    if (said.kind === 'never') return []
    if (said.boughtAt && said.boughtAt > said.saidAt) return [need]
    switch (said.kind) {
      case 'gift':
        return []
      case 'finished':
        return [{ ...need, dueAt: said.saidAt }]
      case 'remind':
        return [{ ...need, dueAt: said.until ?? remindAt(said.saidAt) }]
      default:
        return said.kind satisfies never
    }
  })
}
