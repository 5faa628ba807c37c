import type { ShownItem, ShownOffer } from '../../app/contract/offer.ts'
import type { Choice, Goods } from './goods.ts'
import { goodsQuery, languageCode } from './goods-query.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'

const answerWithinMs = 2_000

/** Of one product. The storefront answers for at most 250 nodes at once, and nobody reads a longer list. */
const variantsMax = 80

interface AnsweredVariant {
  id: string
  title: string
  availableForSale: boolean
  price: { amount: string; currencyCode: string }
  image: { url: string; altText: string | null } | null
  product: { title: string }
}

interface Answer {
  variants: (AnsweredVariant | null)[]
  named: ({ id: string; title: string } | null)[]
}

/**
 * The goods of an offer, without those the storefront would not sell to this buyer; none of them when it does not
 * answer in time.
 */
export async function askStorefront(host: Host, offer: ShownOffer): Promise<Goods[]> {
  const answer = await inTime(answerWithinMs, () => query(host, offer))
  const data = answer?.data
  return data ? offer.items.flatMap((item) => goodsOf(item, data)) : []
}

function query({ localization: { country, language }, query }: Host, { items }: ShownOffer) {
  return query<Answer>(goodsQuery, {
    variables: {
      variants: items.flatMap(variantIds),
      named: [...new Set(items.flatMap(namedIds))],
      country: country.value?.isoCode,
      language: languageCode(language.value.isoCode),
    },
  })
}

/** The one to begin with is among them, however many there are. */
function variantIds({ variantId, variants }: ShownItem): string[] {
  const ids = variants.map(({ id }) => id).filter((id) => id !== variantId)
  return [variantId, ...ids.slice(0, variantsMax - 1)]
}

function namedIds({ reason, incentive }: ShownItem): string[] {
  const drawnBy = 'withProductId' in reason ? reason.withProductId : null
  const gift = incentive?.kind === 'gift' ? incentive.productId : null
  return [drawnBy, gift].filter((id) => id !== null)
}

function goodsOf(item: ShownItem, { variants, named }: Answer): Goods[] {
  const ids = item.variants.map(({ id }) => id)
  const answered = variants
    .filter((variant) => variant !== null)
    .filter(({ id, availableForSale }) => availableForSale && (id === item.variantId || ids.includes(id)))
  const choices = answered
    .map((variant) => choiceOf(variant, item))
    .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
  const first = choices.find(({ id }) => id === item.variantId) ?? choices[0]
  const title = answered[0]?.product.title
  if (!first || title === undefined) return []
  const { reason, incentive } = item
  const nameOf = (id: string | null, known: string | null) =>
    named.find((each) => each?.id === id)?.title ?? known ?? undefined
  return [
    {
      item,
      title,
      withTitle: 'withTitle' in reason ? nameOf(reason.withProductId, reason.withTitle) : undefined,
      giftTitle: incentive?.kind === 'gift' ? nameOf(incentive.productId, incentive.title) : undefined,
      choices,
      first,
    },
  ]
}

/** Without an alternative text the picture is decoration: the title stands beside it. */
function choiceOf({ id, title, price, image }: AnsweredVariant, item: ShownItem): Choice {
  const known = item.imageUrl ? { url: item.imageUrl, alt: item.imageAlt ?? '' } : undefined
  return {
    id,
    title,
    price: { amount: Number(price.amount), currency: price.currencyCode },
    image: image ? { url: image.url, alt: image.altText ?? '' } : known,
  }
}
