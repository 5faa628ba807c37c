import { useNavigate } from '@remix-run/react'
import { SaveBar } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useCallback, useMemo, useState } from 'react'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { ConditionEditor } from '../conditions/condition-editor.tsx'
import { useReader } from '../reader.tsx'
import { offerEditor as texts } from '../texts/offer-editor.ts'
import { UndoRedo } from '../undo-redo.tsx'
import { type Draft, definitionOfDraft, draftOf, isWhole, type Problems, problemsOf } from './draft.ts'
import type { EditorParts, EditorShop } from './editor-parts.ts'
import { Incentive } from './incentive.tsx'
import { Headings, Placements } from './placements.tsx'
import { Preview } from './preview.tsx'
import { ruleSentence } from './rule-words.ts'
import { Then } from './then.tsx'
import { Trial } from './trial.tsx'
import { useDraft } from './use-draft.ts'
import { useKnown } from './use-known.ts'
import { useLeaveGuard, useSaving } from './use-saving.ts'

/** A rule as it was opened; a new one has an id already, and no version yet. */
export interface OpenedRule {
  id: string
  name: string
  version: number | undefined
  definition: RuleDefinition
}

/** The editor of one rule, and beside it what the rule does as it is written now. */
export function RuleEditor({ rule, shop }: { rule: OpenedRule; shop: EditorShop }) {
  const { currency } = shop
  const [initial] = useState(() => draftOf(rule.name, rule.definition, currency))
  const editing = useDraft(initial)
  const { draft, isDirty, change } = editing
  const { save, isSaving, isCreated, refused } = useSaving(rule, editing)
  const navigate = useNavigate()
  const [hasTried, setTried] = useState(false)
  const found = useMemo(() => problemsOf(draft, currency), [draft, currency])
  const definition = useMemo(() => definitionOfDraft(draft, currency), [draft, currency])
  const known = useKnown(shop)
  useLeaveGuard(isDirty && !isSaving)
  // A proposal opens whole: it can be saved as it is, and left as it is.
  const isUnsaved = rule.version === undefined && !isCreated && isWhole(draft, currency)
  const parts: EditorParts = {
    draft,
    change,
    problems: hasTried ? found : noProblems,
    ...known,
    costs: shop.costs,
    currency,
  }
  const trySave = () => {
    setTried(true)
    if (definition && Object.keys(found).length === 0) save(draft, definition)
  }
  const discard = () => (isDirty ? editing.discard() : navigate('/app/offers'))
  return (
    <>
      <SaveBar id="rule-save-bar" open={isDirty || isSaving || isUnsaved}>
        <button type="button" variant="primary" onClick={trySave} disabled={isSaving}>
          {texts.save}
        </button>
        <button type="button" onClick={discard} disabled={isSaving}>
          {texts.discard}
        </button>
      </SaveBar>
      <div className="encore-editor">
        <BlockStack gap="400">
          {(refused || (hasTried && Object.keys(found).length > 0)) && (
            <Banner tone="critical">{refused ?? texts.refused.unfit}</Banner>
          )}
          <NameAndWords editing={editing} parts={parts} definition={definition} />
          <When parts={parts} shop={shop} saysProblems={hasTried} />
          <Then parts={parts} />
          {draft.resultKind !== 'nothing' && <Incentive parts={parts} />}
          <Placements parts={parts} />
          {draft.resultKind !== 'nothing' && <Headings parts={parts} />}
        </BlockStack>
        <BlockStack gap="400">
          <Preview definition={definition} shop={shop} />
          <Trial when={definition?.when} />
        </BlockStack>
      </div>
    </>
  )
}

const noProblems: Problems = {}

function NameAndWords({
  editing,
  parts: { draft, change, problems, titles, currency },
  definition,
}: {
  editing: ReturnType<typeof useDraft>
  parts: EditorParts
  definition: RuleDefinition | undefined
}) {
  const reader = useReader()
  return (
    <Card>
      <BlockStack gap="400">
        <TextField
          label={texts.name.label}
          helpText={texts.name.help}
          placeholder={texts.name.placeholder}
          autoComplete="off"
          value={draft.name}
          onChange={(name) => change({ name })}
          error={problems.name}
        />
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {texts.inWords}
            </Text>
            <UndoRedo texts={texts} draft={editing} />
          </InlineStack>
          <Text as="p" tone={definition ? undefined : 'subdued'}>
            <span suppressHydrationWarning>
              {definition ? ruleSentence(definition, { titles, currency, reader }) : texts.unfinished}
            </span>
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  )
}

function When({
  parts,
  shop,
  saysProblems,
}: {
  parts: EditorParts
  shop: EditorShop
  saysProblems: boolean
}) {
  const { draft, change, titles, currency, found } = parts
  const { countries, channels, currencies } = shop
  const context = {
    currency,
    titles,
    countries,
    channels,
    currencies: currencies.map(({ code }) => code),
    saysProblems,
    onFound: found,
  }
  const setWhen = useCallback((when: Draft['when']) => change({ when }), [change])
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.when.heading}
        </Text>
        <ConditionEditor query={draft.when} onChange={setWhen} context={context} />
      </BlockStack>
    </Card>
  )
}
