/** What the storefront says of an offered variant to this buyer: decision 0006. */
export const goodsQuery = `query Goods($variant: ID!, $with: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
  variant: node(id: $variant) {
    ... on ProductVariant {
      title
      availableForSale
      price { amount currencyCode }
      image { url altText }
      product { title }
    }
  }
  with: product(id: $with) { title }
}`

/** A language tag as the Storefront API names it: it tells regions apart only for Chinese and Portuguese. */
export function languageCode(tag: string): string {
  const [language = '', region] = tag.toUpperCase().split('-')
  const isTold = ['ZH_CN', 'ZH_TW', 'PT_BR', 'PT_PT'].includes(`${language}_${region}`)
  return isTold ? `${language}_${region}` : language
}
