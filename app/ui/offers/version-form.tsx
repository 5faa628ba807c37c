import { BlockStack, Button, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { RuleDefinition, RuleResult } from '../../domain/offers/rule.ts'
import type { Arm } from '../../domain/offers/rule-test.ts'
import { twoVersions as texts } from '../texts/two-versions.ts'
import { type Draft, type DraftField, draftOf, problemsOf } from './draft.ts'
import type { EditorParts, EditorShop } from './editor-parts.ts'
import { IncentiveFields } from './incentive.tsx'
import { HeadingFields } from './placements.tsx'
import { ResultFields } from './then.tsx'
import { useKnown } from './use-known.ts'
import { type ChangeKind, changeKinds, changeOfDraft } from './version-change.ts'

// A version that shows nothing has nothing to be compared by.
const results: RuleResult['kind'][] = ['products', 'collection', 'encore']

/** What version B does another way. Nothing is said to be wrong before the merchant tried to start. */
export function VersionForm({
  rule: { name, definition },
  shop,
  isBusy,
  onStart,
}: {
  rule: { name: string; definition: RuleDefinition }
  shop: EditorShop
  isBusy: boolean
  onStart: (change: Arm['change']) => void
}) {
  const { currency, costs } = shop
  const [kind, setKind] = useState<ChangeKind>('incentive')
  const [draft, setDraft] = useState<Draft>(() => draftOf(name, definition, currency))
  const [hasTried, setTried] = useState(false)
  const known = useKnown(shop)
  if (definition.result.kind === 'nothing') return <Text as="p">{texts.nothing}</Text>
  const change = changeOfDraft(draft, kind, definition, currency)
  const problems = hasTried ? problemsOf(draft, currency) : {}
  const isSame = hasTried && change === undefined && !concerns(kind, Object.keys(problems))
  const parts: EditorParts = {
    draft,
    change: (patch) => setDraft((before) => ({ ...before, ...patch })),
    problems,
    ...known,
    costs,
    currency,
  }
  const tryStart = () => {
    setTried(true)
    if (change) onStart(change)
  }
  return (
    <BlockStack gap="400">
      <Select
        label={texts.kind}
        options={changeKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        value={kind}
        onChange={(chosen) => {
          setTried(false)
          setKind(changeKinds.find((each) => each === chosen) ?? 'incentive')
        }}
      />
      <Fields kind={kind} parts={parts} />
      <div role="status">
        {isSame && (
          <Text as="p" tone="critical">
            {texts.same}
          </Text>
        )}
      </div>
      <div>
        <Button onClick={tryStart} loading={isBusy}>
          {texts.start}
        </Button>
      </div>
    </BlockStack>
  )
}

function concerns(kind: ChangeKind, fields: string[]): boolean {
  const own: Record<ChangeKind, DraftField[]> = {
    incentive: ['incentive'],
    result: ['products', 'collection'],
    headings: [],
  }
  return fields.some(
    (field) =>
      own[kind].some((each) => each === field) || (kind === 'headings' && field.startsWith('heading ')),
  )
}

function Fields({ kind, parts }: { kind: ChangeKind; parts: EditorParts }) {
  switch (kind) {
    case 'incentive':
      return <IncentiveFields parts={parts} />
    case 'headings':
      return <HeadingFields parts={parts} />
    case 'result':
      return <ResultFields parts={parts} choices={results} />
    default:
      return kind satisfies never
  }
}
