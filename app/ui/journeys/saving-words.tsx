import { Banner, BlockStack, Button, ButtonGroup, Text } from '@shopify/polaris'
import { journeyEditor } from '../texts/journeys-editor.ts'
import type { SavingState } from './use-autosave.ts'

const texts = journeyEditor.saved

/** How the draft stands to what is saved, calmly. */
export function SavingWords({ state }: { state: SavingState }) {
  const isTrouble = state.kind === 'failed' || state.kind === 'refused' || state.kind === 'unfinished'
  return (
    <Text as="p" tone={isTrouble ? 'critical' : 'subdued'} variant="bodySm">
      <span role="status">{wordsOf(state)}</span>
    </Text>
  )
}

function wordsOf(state: SavingState): string {
  switch (state.kind) {
    case 'refused':
      return `${texts.refused} ${journeyEditor.refused[state.why] ?? ''}`
    case 'changed-meanwhile':
      return texts.refused
    case 'saved':
    case 'waiting':
    case 'saving':
    case 'unfinished':
    case 'failed':
      return texts[state.kind]
    default:
      return state satisfies never
  }
}

/** Somebody else saved meanwhile: whose is to stay, the merchant says. */
export function Conflict({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  const { title, body, theirs, mine } = journeyEditor.conflict
  return (
    <Banner tone="critical" title={title}>
      <BlockStack gap="300">
        <Text as="p">{body}</Text>
        <ButtonGroup>
          <Button onClick={onTheirs}>{theirs}</Button>
          <Button onClick={onMine}>{mine}</Button>
        </ButtonGroup>
      </BlockStack>
    </Banner>
  )
}
