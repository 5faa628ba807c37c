import type { ActionFunctionArgs } from '@remix-run/node'
import { languages, placements } from '../contract/offer.ts'
import { isShopifyId } from '../domain/shopify-id.ts'
import { sentDefinition } from '../features/offers/definition-of.ts'
import { type PreviewQuestion, previewOffer } from '../features/offers/preview-offer.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShopHot } from '../store/database.server.ts'
import { surfaceTexts } from '../ui/offers/surface-texts.ts'

const productsMax = 20

/** What a shopper would be shown by a rule as it is written now, with the texts of the page it is shown on. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const asked = askedOf(await request.formData())
  if (!asked) throw new Response(null, { status: 400 })
  const preview = await inShopHot(shop, (db) => previewOffer(db, asked, now()))
  if (!preview) return { kind: 'not-there' as const }
  const { placement, language } = asked
  return { kind: 'preview' as const, preview, placement, language, texts: surfaceTexts(placement, language) }
}

function askedOf(form: FormData): (PreviewQuestion & { language: (typeof languages)[number] }) | undefined {
  const placement = placements.find((each) => each === form.get('placement'))
  const language = languages.find((each) => each === form.get('language'))
  const definition = sentDefinition(form.get('definition'))
  const orderId = form.get('orderId')
  const productIds = form
    .getAll('productId')
    .filter((id) => isShopifyId('Product', id))
    .slice(0, productsMax)
  if (!placement || !language || !definition) return undefined
  if (isShopifyId('Order', orderId))
    return { placement, language, definition, purchase: { kind: 'order', orderId } }
  if (productIds.length === 0) return undefined
  return { placement, language, definition, purchase: { kind: 'basket', productIds } }
}
