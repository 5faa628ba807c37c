import { BlockStack, Card, Text } from '@shopify/polaris'
import type { CountUpTo, Figures } from '../../domain/home.ts'
import { Count } from '../reader.tsx'
import { home } from '../texts/home.ts'

const texts = home.figures

/** Four numbers, each with what it counts. */
export function FigureCard({ figures }: { figures: Figures }) {
  return (
    <Card>
      <Text as="h2" visuallyHidden>
        {texts.heading}
      </Text>
      <div className="encore-figures">
        <Figure count={figures.ordersToday} {...texts.ordersToday} />
        <Figure count={figures.customersKnown} {...texts.customersKnown} />
        <Figure count={figures.offersShown} {...texts.offersShown} />
        <Figure count={figures.offersAccepted} {...texts.offersAccepted} />
      </div>
    </Card>
  )
}

function Figure({ count, label, meaning }: { count: CountUpTo; label: string; meaning: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {label}
      </Text>
      <Text as="p" variant="headingXl">
        {count.isMore && `${texts.moreThan} `}
        <Count count={count.count} />
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {meaning}
      </Text>
    </BlockStack>
  )
}
