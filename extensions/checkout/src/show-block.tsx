import { render } from 'preact'
import { askApp, productsOf, tellApp, tellShown } from '../../shared/ask-app.ts'
import { askStorefront } from '../../shared/ask-storefront.ts'
import { idOf, openCard, withQuantity, withVariant } from '../../shared/card.ts'
import { recall, rememberEnd } from '../../shared/memory.ts'
import { addLine } from './add-line.ts'
import type { Checkout } from './host.ts'
import { type Answers, OfferBlock, Preview, type Scene } from './offer-block.tsx'

/**
 * Shows one product that goes with the cart, once all of it is known; until then nothing stands here. Nothing either
 * where the buyer may not change the cart: a draft order's invoice, say.
 */
export async function showBlock(page: Checkout): Promise<void> {
  if (page.extension.editor) return render(<Preview i18n={page.i18n} />, document.body)
  const scene = await setScene(page)
  if (!scene) return
  const answers = answersTo(scene, draw)
  function draw() {
    if (scene) render(<OfferBlock scene={scene} answers={answers} />, document.body)
  }
  draw()
  await tellShown(page, scene.offer, [idOf(scene.card)])
}

/** Nothing when it was declined in this checkout, when there is nothing to offer, or when it is in the cart by now. */
async function setScene(page: Checkout): Promise<Scene | undefined> {
  const checkoutToken = page.checkoutToken.value
  if (!checkoutToken || !page.instructions.value.lines.canAddCartLine) return undefined
  const { hasEnded, leftOutIds } = await recall(page, checkoutToken)
  if (hasEnded) return undefined
  const offer = await askApp(page, {
    placement: 'checkout',
    checkoutToken,
    leftOutIds: leftOutIds.length > 0 ? leftOutIds : undefined,
  })
  if (!offer) return undefined
  const unwanted = [...leftOutIds, ...productsOf(page)]
  const items = offer.items.filter(({ productId }) => !unwanted.includes(productId))
  // Before a purchase nothing is taken off: only the order that is being paid proves that there is one.
  const priced = items.map((item) => ({ ...item, incentive: null, code: null }))
  const [goods] = priced.length > 0 ? await askStorefront(page, { ...offer, items: priced }) : []
  if (!goods) return undefined
  return { page, offer, purchase: checkoutToken, card: openCard(goods), state: 'offered' }
}

/** A second press while the first is under way changes nothing. */
function answersTo(scene: Scene, draw: () => void): Answers {
  const change = (next: Partial<Scene>) => {
    Object.assign(scene, next)
    draw()
  }
  const { page, offer, purchase } = scene
  const tell = (answer: 'accepted' | 'declined') => {
    const { choice, quantity } = scene.card
    const chosen =
      answer === 'accepted' ? { itemId: idOf(scene.card), variantId: choice.id, quantity } : undefined
    void Promise.all([tellApp(page, { id: offer.id, answer, ...chosen }), rememberEnd(page, purchase)])
  }
  return {
    choose: (variantId) => change({ card: withVariant(scene.card, variantId) }),
    count: (typed) => change({ card: withQuantity(scene.card, typed) }),
    async take() {
      if (scene.state === 'adding') return
      change({ state: 'adding' })
      const isAdded = await addLine(page, scene.card)
      change({ state: isAdded ? 'added' : 'failed' })
      if (isAdded) tell('accepted')
    },
    decline() {
      if (scene.state === 'adding') return
      change({ state: 'declined' })
      tell('declined')
    },
  }
}
