import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { journeyEditor as texts } from '../texts/journeys-editor.ts'
import { UndoRedo } from '../undo-redo.tsx'
import { SavingWords } from './saving-words.tsx'
import type { SavingState } from './use-autosave.ts'
import type { useJourneyDraft } from './use-journey-draft.ts'

/** The journey's name, what is saved of it, undo, and how it is shown. */
export function EditorHead({
  draft: editing,
  hasName,
  state,
  view,
  onView,
  said,
}: {
  draft: ReturnType<typeof useJourneyDraft>
  hasName: boolean
  state: SavingState
  view: 'steps' | 'map'
  onView: (view: 'steps' | 'map') => void
  said: string
}) {
  const { draft, change } = editing
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label={texts.name}
          helpText={texts.nameHelp}
          autoComplete="off"
          value={draft.name}
          onChange={(name) => change((before) => ({ ...before, name }), 'name')}
          error={hasName ? undefined : texts.nameMissing}
        />
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <SavingWords state={state} />
          <InlineStack gap="300" blockAlign="center">
            <UndoRedo texts={texts} draft={editing} />
            <fieldset className="encore-choices">
              <legend>{texts.views.label}</legend>
              {(['steps', 'map'] as const).map((each) => (
                <Button key={each} size="slim" pressed={view === each} onClick={() => onView(each)}>
                  {texts.views[each]}
                </Button>
              ))}
            </fieldset>
          </InlineStack>
        </InlineStack>
        <Text as="span" visuallyHidden>
          <span role="status">{said}</span>
        </Text>
      </BlockStack>
    </Card>
  )
}
