import type { PostPurchaseAnswer, PostPurchaseOffer } from '../../../app/contract/post-purchase.ts'
import { accept } from './accept.ts'
import { tellApp } from './ask-app.ts'
import { type Api, type Chosen, calculate } from './calculate.ts'
import { drawEnding } from './draw-ending.ts'
import { drawOffer } from './draw-offer.ts'
import type { Root } from './root.ts'
import { type Words, wordsFor } from './texts.ts'

/** Shows what ShouldRender kept, and after a decline at most one more. Without an offer the buyer goes on at once. */
export async function showPage(root: Root, api: Api): Promise<void> {
  // Shopify gives back what should-render.ts kept.
  const kept = api.storage.initialData as PostPurchaseAnswer | undefined
  if (kept?.kind !== 'offer') return api.done()
  showOffer({ root, api, words: wordsFor(api.inputData.locale) }, kept)
}

interface Page {
  root: Root
  api: Api
  words: Words
}

function showOffer(page: Page, offer: PostPurchaseOffer): void {
  const { root, api, words } = page
  const [first] = offer.choices
  if (!first) {
    void api.done()
    return
  }
  let choice = first
  let quantity = 1
  let asked = 0
  /** Set by the first press of either button: the second does nothing. */
  let isAnswered = false
  let isPriced = false
  const chosen = () => ({ offerId: offer.id, variantId: choice.variantId, quantity })

  const reprice = async () => {
    asked += 1
    const mine = asked
    isPriced = false
    view.choose(choice, quantity)
    const priced = await calculate(api, chosen())
    // The buyer has chosen anew meanwhile, or has answered.
    if (mine !== asked || isAnswered) return
    isPriced = priced.kind === 'priced'
    if (priced.kind === 'priced') view.price(priced.breakdown)
    else view.stop(words.say(priced.why))
  }

  const view = drawOffer(root, offer, words, {
    onVariant(variantId) {
      choice = offer.choices.find((each) => each.variantId === variantId) ?? choice
      if (!isAnswered) void reprice()
    },
    onQuantity(wanted) {
      quantity = wanted
      if (!isAnswered) void reprice()
    },
    onAccept() {
      if (isAnswered || !isPriced) return
      isAnswered = true
      view.pay()
      void take(page, offer, chosen())
    },
    onDecline() {
      if (isAnswered) return
      isAnswered = true
      view.leave()
      void decline(page, offer)
    },
  })
  void tellApp(api.inputData, { offerId: offer.id, answer: 'shown' })
  void reprice()
}

async function take(
  { root, api, words }: Page,
  { productTitle }: PostPurchaseOffer,
  chosen: Chosen,
): Promise<void> {
  const outcome = await accept(api, chosen)
  if (outcome.kind === 'ended')
    return drawEnding(root, words, { ending: outcome.ending, productTitle }, () => void api.done())
  await tellApp(api.inputData, { offerId: chosen.offerId, answer: 'accepted' })
  return api.done()
}

async function decline(page: Page, { id, turn }: PostPurchaseOffer): Promise<void> {
  const next = await tellApp(page.api.inputData, { offerId: id, answer: 'declined' })
  if (turn === 1 && next?.kind === 'offer') return showOffer(page, next)
  return page.api.done()
}
