import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { channels } from '../texts/channels.ts'

const texts = channels.card

/** Leads to by what customers are reached. */
export function Channels() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        <InlineStack>
          <Button url="/app/settings/channels">{texts.action}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
