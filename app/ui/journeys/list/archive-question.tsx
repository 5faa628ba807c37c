import { Banner, BlockStack, Box, Button, ButtonGroup, Text } from '@shopify/polaris'
import { formatCount } from '../../format.ts'
import { useReader } from '../../reader.tsx'
import { journeys } from '../../texts/journeys.ts'
import type { ListedJourney } from '../listed-journey.ts'
import type { JourneyAction } from './use-journey-actions.ts'

const texts = journeys.archive

/** Archiving cannot be undone: it says first what will happen, and to how many people. */
export function ArchiveQuestion({
  journey,
  act,
}: {
  journey: Pick<ListedJourney, 'id' | 'name' | 'counts'>
  act: (action: JourneyAction) => void
}) {
  const reader = useReader()
  const { inside } = journey.counts
  return (
    <Box padding="400" paddingBlockStart="0">
      <Banner tone="warning" title={texts.title(journey.name)}>
        <BlockStack gap="300">
          <Text as="p">
            <span suppressHydrationWarning>{texts.body(inside, formatCount(inside, reader))}</span>
          </Text>
          <ButtonGroup>
            <Button tone="critical" onClick={() => act({ intent: 'archive', journey })}>
              {texts.yes}
            </Button>
            <Button onClick={() => act({ intent: 'keep', journey })}>{texts.no}</Button>
          </ButtonGroup>
        </BlockStack>
      </Banner>
    </Box>
  )
}
