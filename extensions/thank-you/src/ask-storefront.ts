import type { ShownOffer } from '../../../app/contract/offer.ts'
import { goodsQuery, languageCode } from './goods-query.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'

const answerWithinMs = 2_000

interface Answer {
  variant: {
    title: string
    availableForSale: boolean
    price: { amount: string; currencyCode: string }
    image: { url: string; altText: string | null } | null
    product: { title: string }
  } | null
  with: { title: string } | null
}

/** An offered product as this buyer sees it: in their language, at the price of their market. */
export interface Goods {
  title: string
  withTitle: string
  price: { amount: number; currency: string }
  image: { url: string; alt: string } | undefined
}

/** The goods of an offer. Nothing when the storefront would not sell them to this buyer, or does not say so in time. */
export async function askStorefront(host: Host, offer: ShownOffer): Promise<Goods | undefined> {
  const answer = await inTime(answerWithinMs, () => query(host, offer))
  const variant = answer?.data?.variant
  if (!variant?.availableForSale) return undefined
  const { amount, currencyCode } = variant.price
  return {
    title: titleOf(variant),
    withTitle: answer?.data?.with?.title ?? offer.reason.withTitle,
    price: { amount: Number(amount), currency: currencyCode },
    image: imageOf(variant, offer),
  }
}

function query(host: Host, offer: ShownOffer) {
  const { country, language } = host.localization
  return host.query<Answer>(goodsQuery, {
    variables: {
      variant: offer.variantId,
      with: offer.reason.withProductId,
      country: country.value?.isoCode,
      language: languageCode(language.value.isoCode),
    },
  })
}

function titleOf({ title, product }: NonNullable<Answer['variant']>): string {
  return title === 'Default Title' ? product.title : `${product.title}, ${title}`
}

/** Without an alternative text the picture is decoration: the title stands beside it. */
function imageOf({ image }: NonNullable<Answer['variant']>, offer: ShownOffer): Goods['image'] {
  if (image) return { url: image.url, alt: image.altText ?? '' }
  return offer.imageUrl ? { url: offer.imageUrl, alt: offer.imageAlt ?? '' } : undefined
}
