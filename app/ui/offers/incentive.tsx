import { BlockStack, Card, Checkbox, ChoiceList, Select, Text, TextField } from '@shopify/polaris'
import type { CombinesWith, Incentive as Kept } from '../../domain/offers/incentive.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { SearchField } from '../conditions/picker.tsx'
import { offerEditor } from '../texts/offer-editor.ts'
import { type IncentiveDraft, incentiveOf } from './draft.ts'
import type { EditorParts } from './editor-parts.ts'
import { MarginReach } from './margin-reach.tsx'

const texts = offerEditor.incentive
const kinds: Kept['kind'][] = ['none', 'percentage', 'amount', 'free-shipping', 'gift']
// The page after payment charges at once: what needs a code cannot be given there.
const secondKinds: Kept['kind'][] = ['percentage', 'amount', 'gift']
const classes: (keyof CombinesWith)[] = ['order', 'product', 'shipping']
const products = { kind: 'search', of: 'product', mayBeTyped: false } as const

/** What the shop takes off, and the gentler second offer. */
export function Incentive({ parts }: { parts: EditorParts }) {
  const { draft, currency } = parts
  const written = incentiveOf(draft.incentive, currency)
  const collectionId = draft.resultKind === 'collection' ? draft.collectionId : undefined
  const isChosenByEncore = draft.resultKind === 'encore' || draft.resultKind === 'collection'
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <IncentiveFields parts={parts} />
        {isChosenByEncore && draft.incentive.kind !== 'none' && (
          <BlockStack gap="100">
            <Text as="p" tone="subdued" variant="bodySm">
              {offerEditor.margin.chosenLater}
            </Text>
            {written && <MarginReach incentive={written} collectionId={collectionId} />}
          </BlockStack>
        )}
        {draft.placements.includes('checkout') && draft.incentive.kind !== 'none' && (
          <Text as="p" tone="subdued" variant="bodySm">
            {texts.inCheckout}
          </Text>
        )}
        {draft.placements.includes('post-purchase') && <Second parts={parts} />}
      </BlockStack>
    </Card>
  )
}

/** What is taken off at first. */
export function IncentiveFields({ parts }: { parts: EditorParts }) {
  const { draft, change, problems } = parts
  return (
    <OneIncentive
      label={texts.kind}
      kinds={kinds}
      value={draft.incentive}
      onChange={(incentive) => change({ incentive })}
      problem={problems.incentive}
      parts={parts}
    />
  )
}

function Second({ parts }: { parts: EditorParts }) {
  const { draft, change, problems } = parts
  const begun: IncentiveDraft =
    draft.second.kind === 'none' ? { ...draft.second, kind: 'percentage' } : draft.second
  return (
    <BlockStack gap="300">
      <Checkbox
        label={texts.second}
        helpText={texts.secondHelp}
        checked={draft.hasSecond}
        onChange={(hasSecond) => change({ hasSecond, second: begun })}
      />
      {draft.hasSecond && (
        <OneIncentive
          label={texts.kind}
          kinds={secondKinds}
          value={begun}
          onChange={(second) => change({ second })}
          problem={problems.second}
          parts={parts}
        />
      )}
    </BlockStack>
  )
}

interface OneProps {
  label: string
  kinds: Kept['kind'][]
  value: IncentiveDraft
  onChange: (value: IncentiveDraft) => void
  problem: string | undefined
  parts: EditorParts
}

function OneIncentive({ label, kinds: choices, value, onChange, problem, parts }: OneProps) {
  return (
    <BlockStack gap="300">
      <Select
        label={label}
        options={choices.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
        value={value.kind}
        onChange={(chosen) => onChange({ ...value, kind: choices.find((kind) => kind === chosen) ?? 'none' })}
      />
      <HowMuch value={value} onChange={onChange} problem={problem} parts={parts} />
      {value.kind !== 'none' && choices === kinds && (
        <ChoiceList
          allowMultiple
          title={texts.combines}
          choices={classes.map((each) => ({ value: each, label: texts.combinesWith[each] }))}
          selected={classes.filter((each) => value.combinesWith[each])}
          onChange={(chosen) =>
            onChange({
              ...value,
              combinesWith: {
                order: chosen.includes('order'),
                product: chosen.includes('product'),
                shipping: chosen.includes('shipping'),
              },
            })
          }
        />
      )}
    </BlockStack>
  )
}

function HowMuch({ value, onChange, problem, parts }: Omit<OneProps, 'kinds' | 'label'>) {
  switch (value.kind) {
    case 'percentage':
      return (
        <TextField
          label={texts.percent}
          suffix="%"
          inputMode="numeric"
          autoComplete="off"
          value={value.percent}
          onChange={(percent) => onChange({ ...value, percent })}
          error={problem}
        />
      )
    case 'amount':
      return (
        <TextField
          label={texts.amount}
          suffix={parts.currency}
          inputMode="decimal"
          autoComplete="off"
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount })}
          error={problem}
        />
      )
    case 'gift':
      return <Gift value={value} onChange={onChange} problem={problem} parts={parts} />
    case 'none':
    case 'free-shipping':
      return null
    default:
      return value.kind satisfies never
  }
}

function Gift({ value, onChange, problem, parts }: Omit<OneProps, 'kinds' | 'label'>) {
  const { goods, found } = parts
  const { gift } = value
  return (
    <BlockStack gap="200">
      {gift && (
        <Text as="p" fontWeight="semibold">
          {texts.giftChosen(gift.title)}
        </Text>
      )}
      <SearchField
        label={texts.gift}
        isLabelShown
        source={products}
        chosen={gift ? [gift.productId] : []}
        onPick={(option) => {
          found([option])
          const [first] = option.variants ?? goods[option.value]?.variants ?? []
          if (first && isShopifyId('Product', option.value))
            onChange({
              ...value,
              gift: { productId: option.value, variantId: first.id, title: option.label },
            })
        }}
        error={problem}
      />
    </BlockStack>
  )
}
