const tagCharactersMax = 255

/**
 * A customer's tag as Shopify allows it, without spaces around it; nothing where the text is none. Shopify takes a comma
 * for the end of a tag (https://shopify.dev/docs/api/admin-graphql/latest/mutations/tagsAdd).
 */
export function tagOf(text: string | undefined): string | undefined {
  const tag = text?.trim()
  return tag && tag.length <= tagCharactersMax && !tag.includes(',') ? tag : undefined
}
