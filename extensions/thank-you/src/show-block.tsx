import { render } from 'preact'
import type { OfferRequest } from '../../../app/contract/offer.ts'
import { askApp, tellShown } from '../../shared/ask-app.ts'
import { askStorefront } from '../../shared/ask-storefront.ts'
import { idOf, openCard } from '../../shared/card.ts'
import type { Host } from '../../shared/host.ts'
import { recall } from '../../shared/memory.ts'
import { answersTo } from './answers.ts'
import { OfferBlock, Preview } from './offer-block.tsx'
import type { Scene } from './scene.ts'

/**
 * Shows what goes with a purchase, once all of it is known. Until then nothing stands here: an
 * empty frame that goes away again would move the page twice and promise what may not come.
 */
export async function showBlock(
  host: Host,
  placement: OfferRequest['placement'],
  orderId: string | undefined,
): Promise<void> {
  if (host.extension.editor) return render(<Preview i18n={host.i18n} />, document.body)
  if (!orderId) return
  const scene = await setScene(host, placement, orderId)
  if (!scene) return
  const answers = answersTo(scene, draw)
  function draw() {
    if (scene) render(<OfferBlock scene={scene} answers={answers} />, document.body)
  }
  draw()
  await tellShown(host, scene.offer, scene.cards.map(idOf))
}

/** Nothing when this browser was told to leave it, when the app has nothing, or when nothing of it is sold here. */
async function setScene(
  host: Host,
  placement: OfferRequest['placement'],
  orderId: string,
): Promise<Scene | undefined> {
  const { hasEnded, leftOutIds } = await recall(host, orderId)
  if (hasEnded) return undefined
  const offer = await askApp(host, {
    placement,
    orderId,
    checkoutToken: host.checkoutToken.value,
    leftOutIds: leftOutIds.length > 0 ? leftOutIds : undefined,
  })
  if (!offer) return undefined
  const items = offer.items.filter(({ productId }) => !leftOutIds.includes(productId))
  const goods = items.length > 0 ? await askStorefront(host, { ...offer, items }) : []
  if (goods.length === 0) return undefined
  return { host, offer, purchase: orderId, cards: goods.map(openCard), said: '', beginnings: new Map() }
}
