import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'

/** Leads from the settings to a page of its own. */
export function LinkCard({
  texts,
  url,
}: {
  texts: { heading: string; body: string; action: string }
  url: string
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        <InlineStack>
          <Button url={url}>{texts.action}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
