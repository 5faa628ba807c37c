import { Box, Button, InlineStack } from '@shopify/polaris'

/** The way to the next page of a list, and back to its first. Nothing where there is but one. */
export function Pages({
  address,
  next,
  isFirst,
  texts,
}: {
  /** Of the page that begins at a cursor, or of the first. */
  address: (cursor?: string) => string
  next: string | undefined
  isFirst: boolean
  texts: { first: string; next: string }
}) {
  if (!next && isFirst) return null
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="space-between" gap="200">
        <div>{!isFirst && <Button url={address()}>{texts.first}</Button>}</div>
        <div>{next && <Button url={address(next)}>{texts.next}</Button>}</div>
      </InlineStack>
    </Box>
  )
}
