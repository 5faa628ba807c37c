import type { ShownOffer } from '../../../app/contract/offer.ts'
import type { Card } from '../../shared/card.ts'
import type { Host } from '../../shared/host.ts'
import type { Translate } from '../../shared/translate.ts'

/** All that is on the stage of one block. What a shopper does changes it, and then it is drawn again. */
export interface Scene {
  host: Host
  offer: ShownOffer
  /** Names the order in this browser's memory. */
  purchase: string
  /** What is still shown of the offer; nothing once it was declined or turned off. */
  cards: Card[]
  /** What was done last, in one quiet line. */
  said: string
  /** Where the answers to each product begin, by its item: what has the focus after another product has gone. */
  beginnings: Map<string, { focus?(): void }>
}

export function translatorOf({ host: { i18n } }: Pick<Scene, 'host'>): Translate {
  return (key, replacements) => i18n.translate(key, replacements)
}
