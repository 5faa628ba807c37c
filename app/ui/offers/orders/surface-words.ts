import type { SurfaceState } from '../../../domain/offers/coverage.ts'
import { orderBrowser as texts } from '../../texts/order-browser.ts'

/** Why a surface has no offer, in words; nothing where it has one or nothing stood against it. */
export function whyText(state: SurfaceState): string | undefined {
  switch (state.kind) {
    case 'held':
      return state.why ? texts.held[state.why] : texts.heldUnread
    case 'fallback':
      return texts.tookOver(texts.hindrance[state.why])
    case 'not-possible':
      return texts.hindrance[state.why]
    case 'accepted':
    case 'declined':
    case 'shown':
    case 'prepared':
    case 'possible':
      return undefined
    default:
      return state satisfies never
  }
}
