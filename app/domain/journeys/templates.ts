import type { JourneyDefinition } from './journey.ts'
import { answers } from './templates/answers.ts'
import { birthdayWishes } from './templates/birthday-wishes.ts'
import { firstOrder } from './templates/first-order.ts'
import { goesWell } from './templates/goes-well.ts'
import { replenishment } from './templates/replenishment.ts'
import { secondOrder } from './templates/second-order.ts'
import { sorryRefund } from './templates/sorry-refund.ts'
import { thankRegular } from './templates/thank-regular.ts'
import { winBack } from './templates/win-back.ts'

/**
 * Journeys that a shop can use as they are, in the order in which most shops want them. What they are called and what
 * they are good for, the admin says.
 */
export const journeyTemplates = {
  'first-order': firstOrder,
  answers,
  'goes-well': goesWell,
  replenishment,
  'second-order': secondOrder,
  'win-back': winBack,
  'thank-regular': thankRegular,
  'sorry-refund': sorryRefund,
  birthday: birthdayWishes,
} as const satisfies Record<string, JourneyDefinition>

export type JourneyTemplateId = keyof typeof journeyTemplates

/** The names of the templates, in their order. */
export const journeyTemplateIds = Object.keys(journeyTemplates) as JourneyTemplateId[]
