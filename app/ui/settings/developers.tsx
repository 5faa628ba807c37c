import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { developers } from '../texts/developers.ts'

const texts = developers.card

/** Leads to the tokens of the HTTP interface. */
export function Developers() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        <InlineStack>
          <Button url="/app/settings/developers">{texts.action}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
