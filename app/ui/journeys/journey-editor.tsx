import { SaveBar } from '@shopify/app-bridge-react'
import { BlockStack } from '@shopify/polaris'
import { useMemo, useState } from 'react'
import { useKnown } from '../offers/use-known.ts'
import { useReader } from '../reader.tsx'
import { journeyEditor as texts } from '../texts/journeys-editor.ts'
import { type Editing, EditingProvider } from './editing.ts'
import { EditorHead } from './editor-head.tsx'
import { FaultList } from './fault-list.tsx'
import { JourneyMap } from './map/journey-map.tsx'
import type { JourneyShop, PanelParts } from './panel-parts.ts'
import { PanelPlace } from './panel-place.tsx'
import { Conflict } from './saving-words.tsx'
import { StepList } from './step-list.tsx'
import { useAutosave } from './use-autosave.ts'
import { useChanges } from './use-changes.ts'
import { useChosen } from './use-chosen.ts'
import { useIsWide } from './use-is-wide.ts'
import { type JourneyDraft, useJourneyDraft } from './use-journey-draft.ts'
import { useLeaving } from './use-leaving.ts'
import { type KnownForFaults, useProblems } from './use-problems.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import { useWritingLanguage } from './use-writing-language.ts'

/** A journey as it was opened. */
export interface EditedJourney extends JourneyDraft {
  id: string
  revision: number
  /** How many people stand at each step of the live version. */
  atSteps: Record<string, number>
}

/** The editor of one journey: its steps or its map, and beside them what was pressed. */
export function JourneyEditor({
  journey,
  shop,
  shoppers,
  known,
  now,
  onReopen,
}: {
  journey: EditedJourney
  shop: JourneyShop
  shoppers: PanelParts['shoppers']
  known: KnownForFaults
  now: Date
  /** Opens anew what is saved. */
  onReopen: () => void
}) {
  const [initial] = useState(() => ({ name: journey.name, definition: journey.definition }))
  const draft = useJourneyDraft(initial)
  const reader = useReader()
  const things = useKnown(shop)
  const writing = useWritingLanguage(reader.locale)
  const { titles } = things
  const names = useMemo(() => ({ titles, currency: shop.currency, reader }), [titles, shop.currency, reader])
  const found = useProblems(journey.id, draft.draft, known, names, now)
  const isWhole = found.hasName && !found.unfinished
  const saving = useAutosave(journey, draft, isWhole)
  const [view, setView] = useState<'steps' | 'map'>('steps')
  const chosen = useChosen()
  const changes = useChanges(draft, chosen.choose, names)
  const isWide = useIsWide()
  useUndoKeys(draft)
  useLeaving(draft.isDirty, saving.saveNow)
  const editing: Editing = {
    definition: draft.draft.definition,
    names,
    parts: { shop, names, ...things, writing, field: chosen.field, shoppers },
    ...chosen,
    problems: found.at,
    people: journey.atSteps,
    ...changes,
    isWide,
  }
  const isStuck = draft.isDirty && ['unfinished', 'failed', 'refused'].includes(saving.state.kind)
  return (
    <EditingProvider value={editing}>
      <SaveBar id="journey-save-bar" open={isStuck}>
        <button type="button" variant="primary" onClick={() => void saving.saveNow()}>
          {texts.saved.save}
        </button>
        <button type="button" onClick={() => draft.begin(draft.saved)}>
          {texts.saved.discard}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {saving.state.kind === 'changed-meanwhile' && (
          <Conflict onTheirs={onReopen} onMine={saving.saveMine} />
        )}
        <FaultList faults={found.faults} />
        <div className="encore-editor">
          <BlockStack gap="400">
            <EditorHead
              draft={draft}
              hasName={found.hasName}
              state={saving.state}
              view={view}
              onView={setView}
              said={changes.said}
            />
            {view === 'steps' ? <StepList /> : <JourneyMap />}
          </BlockStack>
          {isWide && <PanelPlace />}
        </div>
      </BlockStack>
    </EditingProvider>
  )
}
