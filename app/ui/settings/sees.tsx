import { BlockStack, Card, List, Text } from '@shopify/polaris'
import { settings } from '../texts/settings.ts'

const texts = settings.sees

/** What the app was granted, in words. A scope that has none yet stands by its own name. */
export function Sees({ scopes }: { scopes: string[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{scopes.length > 0 ? texts.body : texts.none}</Text>
        {scopes.length > 0 && (
          <List>
            {scopes.map((scope) => (
              <List.Item key={scope}>{texts.scope[scope] ?? scope}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  )
}
