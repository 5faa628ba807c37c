import { BlockStack, Card, Text } from '@shopify/polaris'
import type { Lift } from '../../domain/proof/lift.ts'
import { useReader } from '../reader.tsx'
import { journeysEffect as texts } from '../texts/journeys-effect.ts'
import { capWords, effectWords } from './effect-words.ts'

/** What a journey changes, as far as it can be told, and what that is measured by. */
export function JourneyEffect({ lift, currency }: { lift: Lift; currency: string }) {
  const reader = useReader()
  const words = { reader, currency }
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {texts.heading}
        </Text>
        <Text as="p">
          <span suppressHydrationWarning>{effectWords(lift, words)}</span>
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          <span suppressHydrationWarning>{texts.meaning(capWords(lift, words))}</span>
        </Text>
      </BlockStack>
    </Card>
  )
}
