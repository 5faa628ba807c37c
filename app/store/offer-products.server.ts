import type { OfferableProduct } from '../domain/offers/offerable.ts'

/** Of one product, so many variants that can be bought are looked at. */
const variantsMax = 50

/** SQL that gives one offerable product as JSON, of a row `p` of "Product": with the variants that can be bought now. */
export const productJson = `
  json_build_object('id', p."id", 'title', p."title", 'status', lower(p."status"), 'publishedAt', p."publishedAt",
    'isGiftCard', p."isGiftCard", 'imageUrl', p."imageUrl", 'imageAlt', p."imageAlt",
    'isDeleted', p."deletedAt" is not null, 'variants',
    (select json_agg(json_build_object('id', v."id", 'title', v."title", 'position', v."position",
              'inventory', v."inventory", 'isOversold', v."isOversold", 'priceMinor', v."priceMinor",
              'costMinor', v."costMinor") order by v."position")
       from (select * from "Variant" v where v."productId" = p."id"
                and (v."inventory" is null or v."inventory" > 0 or v."isOversold")
              order by v."position" limit ${variantsMax}) v))`

/** What `productJson` gives. */
export type ProductRow = Omit<OfferableProduct, Nullable | 'variants'> &
  Record<Nullable, string | null> & { variants: VariantRow[] | null }

type Nullable = 'publishedAt' | 'imageUrl' | 'imageAlt'
type Variant = OfferableProduct['variants'][number]
type VariantRow = Omit<Variant, 'inventory' | 'costMinor'> & Record<'inventory' | 'costMinor', number | null>

/** The product that a row stands for. */
export function productOf(product: ProductRow): OfferableProduct {
  return {
    ...product,
    publishedAt: product.publishedAt === null ? undefined : new Date(product.publishedAt),
    imageUrl: product.imageUrl ?? undefined,
    imageAlt: product.imageAlt ?? undefined,
    variants: (product.variants ?? []).map((variant) => ({
      ...variant,
      inventory: variant.inventory ?? undefined,
      costMinor: variant.costMinor ?? undefined,
    })),
  }
}
