import type { OfferReply } from '../../../app/contract/offer.ts'
import { tellApp } from '../../shared/ask-app.ts'
import { type Card, idOf, replaced, withQuantity, withVariant } from '../../shared/card.ts'
import { fullTitle } from '../../shared/goods.ts'
import { rememberEnd, rememberLeftOut, rememberOff, remindDate } from '../../shared/memory.ts'
import { type Scene, translatorOf } from './scene.ts'

/** What a shopper can do with an offer. Everything but choosing is told to the app and remembered in this browser. */
export interface Answers {
  choose(card: Card, variantId: string): void
  count(card: Card, typed: string): void
  take(card: Card): void
  decline(): void
  turnOff(): void
  dislike(card: Card): void
  remind(card: Card, days: number): void
  wasGift(card: Card): void
}

/** The answers to one scene; `draw` shows what has become of it. A second answer to what is gone changes nothing. */
export function answersTo(scene: Scene, draw: () => void): Answers {
  const translate = translatorOf(scene)
  const change = (card: Card) => {
    scene.cards = replaced(scene.cards, card)
    draw()
  }
  const say = (key: string, replacements: Record<string, string> = {}) => {
    scene.said = translate(key, replacements)
    draw()
  }
  const leave = (card: Card, key: string, replacements: Record<string, string> = {}) => {
    const at = scene.cards.findIndex((each) => idOf(each) === idOf(card))
    if (at < 0) return
    scene.cards = scene.cards.filter((each) => idOf(each) !== idOf(card))
    say(key, { product: card.goods.title, ...replacements })
    focusOn(scene, scene.cards[at] ?? scene.cards.at(-1))
  }
  const end = (key: string) => {
    scene.cards = []
    say(key)
  }
  return {
    choose: (card, variantId) => change(withVariant(card, variantId)),
    count: (card, typed) => change(withQuantity(card, typed)),
    take(card) {
      const { choice, quantity, goods } = card
      say('taken', { product: fullTitle(goods.title, choice) })
      const taken = { answer: 'accepted', itemId: idOf(card), variantId: choice.id, quantity } as const
      void tellApp(scene.host, { id: scene.offer.id, ...taken }).then((answer) => {
        if (answer === 'refused') leave(card, 'soldOut')
      })
    },
    decline() {
      end('declined')
      tell(scene, { answer: 'declined' }, rememberEnd(scene.host, scene.purchase))
    },
    turnOff() {
      const { isKnown } = scene.offer
      end(isKnown ? 'turnedOff' : 'turnedOffHere')
      const kept = isKnown ? rememberEnd(scene.host, scene.purchase) : rememberOff(scene.host)
      tell(scene, { answer: 'off' }, kept)
    },
    dislike(card) {
      leave(card, 'disliked')
      tell(scene, { answer: 'disliked', itemId: idOf(card) }, leaveOut(scene, card))
    },
    remind(card, days) {
      const date = scene.host.i18n.formatDate(remindDate(days), { day: 'numeric', month: 'long' })
      leave(card, 'postponed', { date })
      tell(scene, { answer: 'postponed', itemId: idOf(card), days }, leaveOut(scene, card, days))
    },
    wasGift(card) {
      say('gifted', { with: giftOf(card) ?? '' })
      tell(scene, { answer: 'gift', itemId: idOf(card) })
    },
  }
}

/** What was bought that may have been for somebody else: that which the reason rests on. */
export function giftOf({ goods: { item, title, withTitle } }: Card): string | undefined {
  const isOwn = item.reason.kind === 'bought-again' || item.reason.kind === 'comes-back'
  return isOwn ? title : withTitle
}

/**
 * What was pressed is gone, so the focus goes to the same answer for the next product. Shopify promises no focus() to
 * extensions (https://github.com/Shopify/ui-extensions/issues/1433); without it the browser goes on from where it was.
 */
function focusOn({ beginnings }: Scene, card: Card | undefined): void {
  if (card) beginnings.get(idOf(card))?.focus?.()
}

function leaveOut({ host, offer: { isKnown } }: Scene, { goods }: Card, days?: number): Promise<void> {
  return rememberLeftOut(host, goods.item.productId, { isKnown, days })
}

/** Neither waits for the other, and nobody waits for them: both hold on their own, and the page may be left. */
function tell({ host, offer }: Scene, reply: Omit<OfferReply, 'id'>, kept?: Promise<void>): void {
  void Promise.all([tellApp(host, { id: offer.id, ...reply }), kept])
}
