import { render } from 'preact'
import {
  cartPermalink,
  type OfferReply,
  type Placement,
  productIdsMax,
  type ShownOffer,
} from '../../../app/contract/offer.ts'
import { askApp, tellApp } from './ask-app.ts'
import { askStorefront } from './ask-storefront.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'
import { Declined, OfferBlock, Preview } from './offer-block.tsx'

/** A browser that keeps nothing for us is no reason to show nothing. */
const storageWithinMs = 500

/**
 * Shows what goes with a purchase, once all of it is known. Until then nothing stands here: an
 * empty frame that goes away again would move the page twice and promise what may not come.
 */
export async function showBlock(
  host: Host,
  placement: Placement,
  orderId: string | undefined,
): Promise<void> {
  if (host.extension.editor) return draw(<Preview i18n={host.i18n} />)
  const productIds = boughtProducts(host)
  if (!orderId || productIds.length === 0) return
  const declinedKey = `declined/${orderId.slice(orderId.lastIndexOf('/') + 1)}`
  if (await inTime(storageWithinMs, () => host.storage.read(declinedKey))) return
  const offer = await askApp(host, { placement, orderId, productIds })
  const goods = offer && (await askStorefront(host, offer))
  if (!offer || !goods) return

  const tell = (answer: OfferReply['answer']) => tellApp(host, { id: offer.id, answer })
  const decline = async () => {
    draw(<Declined i18n={host.i18n} />)
    await Promise.all([
      inTime(storageWithinMs, () => host.storage.write(declinedKey, true)),
      tell('declined'),
    ])
  }
  const accept = () => tell('accepted')
  const { customers } = offer.reason
  draw(
    <OfferBlock
      i18n={host.i18n}
      goods={goods}
      customers={customers}
      cartUrl={cartUrl(host, offer)}
      onAccept={accept}
      onDecline={decline}
    />,
  )
  await tell('shown')
}

/** Everything in the order, also inside bundles. */
function boughtProducts({ lines }: Host): string[] {
  const ids = lines.value.flatMap(({ merchandise, lineComponents }) => [
    merchandise.product.id,
    ...lineComponents.map((component) => component.merchandise.product.id),
  ])
  return [...new Set(ids)].slice(0, productIdsMax)
}

/** The page knows the address of its storefront better than the app does. */
function cartUrl({ shop }: Host, { url, variantId }: ShownOffer): string {
  return shop.storefrontUrl ? cartPermalink(shop.storefrontUrl, variantId) : url
}

function draw(block: Parameters<typeof render>[0]): void {
  render(block, document.body)
}
