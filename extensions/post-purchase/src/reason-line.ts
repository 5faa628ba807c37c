import type { ShownReason } from '../../../app/contract/offer.ts'
import type { Words } from './texts.ts'

/** Why this product, in one line. */
export function reasonLine({ say }: Words, reason: ShownReason): string {
  switch (reason.kind) {
    case 'bought-together':
      return say('reasonTogether', { count: reason.customers, with: reason.withTitle })
    case 'bought-again':
      return reason.everyDays === null
        ? say('reasonAgain', { count: reason.times })
        : say('reasonRhythm', { count: reason.everyDays })
    case 'comes-back':
      return say('reasonComesBack', { count: reason.customers, days: reason.days })
    case 'popular':
      return say('reasonPopular', { count: reason.customers, days: reason.days })
    case 'alike':
      return say('reasonAlike', { with: reason.withTitle })
    case 'picked':
      return reason.withTitle ? say('reasonPickedWith', { with: reason.withTitle }) : say('reasonPicked')
    case 'suggested':
      return say('reasonSuggested', { with: reason.withTitle })
    case 'reminder':
      return say('reasonReminder')
    default:
      return reason satisfies never
  }
}
