import { BlockStack, Box, Card, Text } from '@shopify/polaris'
import { journeys as texts } from '../../texts/journeys.ts'
import type { ListedJourney } from '../listed-journey.ts'
import { ArchiveQuestion } from './archive-question.tsx'
import { JourneyCard } from './journey-card.tsx'
import { useJourneyActions } from './use-journey-actions.ts'

/** The journeys as sentences, those that people walk first; archived ones are folded away. */
export function JourneyList({
  journeys,
  titles,
  currency,
}: {
  journeys: ListedJourney[]
  titles: Record<string, string>
  currency: string
}) {
  const { act, asked, said, pending } = useJourneyActions()
  const names = { titles, currency }
  const archived = journeys.filter(({ status }) => status === 'archived')
  const there = journeys.filter(({ status }) => status !== 'archived')
  const card = (journey: ListedJourney) => (
    <li key={journey.id}>
      <JourneyCard journey={journey} names={names} isBusy={pending === journey.id} act={act} />
      {asked?.id === journey.id && <ArchiveQuestion journey={journey} act={act} />}
    </li>
  )
  return (
    <BlockStack gap="400">
      <Text as="span" visuallyHidden>
        <span role="status">{said}</span>
      </Text>
      {there.length > 0 && (
        <Card padding="0">
          <ul className="encore-rules" aria-label={texts.list}>
            {there.map(card)}
          </ul>
          <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
            <Text as="p" tone="subdued" variant="bodySm">
              {texts.figures.meaning}
            </Text>
          </Box>
        </Card>
      )}
      {archived.length > 0 && (
        <Card padding="0">
          <details className="encore-archived">
            <summary>{texts.archived(archived.length)}</summary>
            <ul className="encore-rules">{archived.map(card)}</ul>
          </details>
        </Card>
      )}
    </BlockStack>
  )
}
