import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { settings } from './texts/settings.ts'
import { settings as contact } from './texts/settings-contact.ts'

const cards = [
  { ...contact.budget, bars: ['plain', 'field', 'plain', 'field', 'plain', 'field', 'plain', 'field'] },
  { ...contact.letterhead, bars: ['plain', 'field', 'plain', 'field', 'plain', 'field'] },
  { ...settings.keep, bars: ['plain', 'field', 'plain'] },
  { ...settings.history, bars: ['plain', 'field', 'plain', 'plain', 'field', 'plain'] },
  { ...settings.requests, bars: ['plain'] },
  { ...settings.sees, bars: ['plain', 'plain', 'plain', 'plain'] },
] as const

/** The outline of the settings. */
export function SkeletonSettings() {
  return (
    <Page title={settings.title}>
      <BlockStack gap="400">
        {cards.map(({ heading, body, bars }) => (
          <Card key={heading}>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {heading}
              </Text>
              <Text as="p">{body}</Text>
              {bars.map((size, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place.
                <Bar key={place} percent={80} size={size} />
              ))}
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </Page>
  )
}
