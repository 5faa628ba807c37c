import { BlockStack, Select, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { Incentive } from '../../domain/offers/incentive.ts'
import type { RuleResult } from '../../domain/offers/rule.ts'
import { type Draft, definitionOfDraft, draftOf, emptyDefinition, problemsOf } from '../offers/draft.ts'
import type { EditorParts } from '../offers/editor-parts.ts'
import { IncentiveFields } from '../offers/incentive.tsx'
import { MarginReach } from '../offers/margin-reach.tsx'
import { ResultFields } from '../offers/then.tsx'
import { offerEditor } from '../texts/offer-editor.ts'
import { Field } from './fields.tsx'
import type { PanelParts } from './panel-parts.ts'
import { useWriting } from './use-writing.ts'

/** What a step offers, at what price, and how many products of it. */
export interface OfferedGoods {
  result: Exclude<RuleResult, { kind: 'nothing' }>
  incentive: Incentive
  itemsMax: number
}

const kinds: RuleResult['kind'][] = ['encore', 'products', 'collection']

/** What is offered and at what price, asked as the editor of rules does. */
export function GoodsFields({
  value,
  onChange,
  parts,
  itemsLabel,
}: {
  value: OfferedGoods
  onChange: (value: OfferedGoods) => void
  parts: PanelParts
  /** Missing where one product is shown at a time anyway. */
  itemsLabel?: string
}): ReactNode {
  const { currency, costs } = parts.shop
  const begin = (goods: OfferedGoods) => draftOf('goods', { ...emptyDefinition, ...goods }, currency)
  const finish = (draft: Draft) => goodsOfDraft(draft, currency)
  const [draft, write, isWhole] = useWriting(value, { begin, finish }, onChange)
  const { titles, goods, found } = parts
  const editor: EditorParts = {
    draft,
    change: (patch) => write({ ...draft, ...patch }),
    problems: isWhole ? {} : problemsOf(draft, currency),
    titles,
    goods,
    found,
    costs,
    currency,
  }
  const isChosenLater = draft.resultKind !== 'products'
  return (
    <BlockStack gap="400">
      <Field name="result">
        <BlockStack gap="300">
          <ResultFields parts={editor} choices={kinds} />
        </BlockStack>
      </Field>
      {itemsLabel && (
        <Select
          label={itemsLabel}
          options={['1', '2', '3']}
          value={String(draft.itemsMax)}
          onChange={(items) => editor.change({ itemsMax: Number(items) })}
        />
      )}
      <Field name="incentive">
        <BlockStack gap="300">
          <IncentiveFields parts={editor} />
          {isChosenLater && value.incentive.kind !== 'none' && (
            <BlockStack gap="100">
              <Text as="p" tone="subdued" variant="bodySm">
                {offerEditor.margin.chosenLater}
              </Text>
              <MarginReach
                incentive={value.incentive}
                collectionId={value.result.kind === 'collection' ? value.result.collectionId : undefined}
              />
            </BlockStack>
          )}
        </BlockStack>
      </Field>
    </BlockStack>
  )
}

function goodsOfDraft(draft: Draft, currency: string): OfferedGoods | undefined {
  const definition = definitionOfDraft(draft, currency)
  if (!definition || definition.result.kind === 'nothing') return undefined
  const { result, incentive, itemsMax } = definition
  return { result, incentive, itemsMax }
}
