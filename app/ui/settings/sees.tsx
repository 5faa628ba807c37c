import { BlockStack, Card, List, Text } from '@shopify/polaris'
import { settings } from '../texts/settings.ts'

const texts = settings.sees

/** What the app was granted, in words. A scope that has none yet stands by its own name. */
export function Sees({ scopes }: { scopes: string[] }) {
  const words = scopes.map((scope) => texts.scope[scope] ?? scope).sort()
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{scopes.length > 0 ? texts.body : texts.none}</Text>
        {scopes.length > 0 && (
          <List>
            {words.map((word) => (
              <List.Item key={word}>{word}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  )
}
