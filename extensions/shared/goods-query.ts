/**
 * What the storefront says of all offered variants to this buyer, and what it calls the products that are named beside
 * them: decision 0006. One query, whatever is offered.
 */
export const goodsQuery = `query Goods($variants: [ID!]!, $named: [ID!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
  variants: nodes(ids: $variants) {
    ... on ProductVariant {
      id
      title
      availableForSale
      price { amount currencyCode }
      image { url altText }
      product { title }
    }
  }
  named: nodes(ids: $named) {
    ... on Product { id title }
  }
}`

/** A language tag as the Storefront API names it: it tells regions apart only for Chinese and Portuguese. */
export function languageCode(tag: string): string {
  const [language = '', region] = tag.toUpperCase().split('-')
  const isTold = ['ZH_CN', 'ZH_TW', 'PT_BR', 'PT_PT'].includes(`${language}_${region}`)
  return isTold ? `${language}_${region}` : language
}
