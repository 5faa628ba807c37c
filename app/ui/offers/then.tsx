import { BlockStack, Button, Card, ChoiceList, InlineStack, Select, Text, Thumbnail } from '@shopify/polaris'
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon, ImageIcon } from '@shopify/polaris-icons'
import type { RuleResult } from '../../domain/offers/rule.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { SearchField } from '../conditions/picker.tsx'
import { conditions } from '../texts/conditions.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import { incentiveOf } from './draft.ts'
import type { EditorParts } from './editor-parts.ts'
import { MarginLine } from './margin-line.tsx'

const texts = offerEditor.result
const kinds: RuleResult['kind'][] = ['products', 'collection', 'encore', 'nothing']
const products = { kind: 'search', of: 'product', mayBeTyped: false } as const
const collections = { kind: 'search', of: 'collection', mayBeTyped: false } as const

/** What is offered when the rule applies. */
export function Then({ parts }: { parts: EditorParts }) {
  const { draft, change } = parts
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <ResultFields parts={parts} choices={kinds} />
        {draft.resultKind !== 'nothing' && (
          <Select
            label={texts.itemsMax}
            helpText={texts.itemsMaxHelp}
            options={['1', '2', '3']}
            value={String(draft.itemsMax)}
            onChange={(value) => change({ itemsMax: Number(value) })}
          />
        )}
      </BlockStack>
    </Card>
  )
}

/** What is offered, out of these kinds. */
export function ResultFields({
  parts,
  choices,
}: {
  parts: EditorParts
  choices: readonly RuleResult['kind'][]
}) {
  const { draft, change } = parts
  return (
    <>
      <ChoiceList
        title={texts.kind}
        titleHidden
        choices={choices.map((value) => ({ value, label: texts.kinds[value] }))}
        selected={[draft.resultKind]}
        onChange={([chosen]) => change({ resultKind: choices.find((kind) => kind === chosen) ?? 'encore' })}
      />
      <Chosen parts={parts} />
    </>
  )
}

function Chosen({ parts }: { parts: EditorParts }) {
  switch (parts.draft.resultKind) {
    case 'products':
      return <Pinned parts={parts} />
    case 'collection':
      return <OneCollection parts={parts} />
    case 'encore':
      return <Quiet text={texts.encore} />
    case 'nothing':
      return <Quiet text={texts.nothing} />
    default:
      return parts.draft.resultKind satisfies never
  }
}

function Quiet({ text }: { text: string }) {
  return (
    <Text as="p" tone="subdued">
      {text}
    </Text>
  )
}

function OneCollection({ parts: { draft, change, titles, found, problems } }: { parts: EditorParts }) {
  const { collectionId } = draft
  return (
    <BlockStack gap="200">
      {collectionId && (
        <Text as="p" fontWeight="semibold">
          {titles[collectionId] ?? conditions.gone.collection}
        </Text>
      )}
      <SearchField
        label={texts.collection}
        isLabelShown
        source={collections}
        chosen={collectionId ? [collectionId] : []}
        onPick={(option) => {
          found([option])
          if (isShopifyId('Collection', option.value)) change({ collectionId: option.value })
        }}
        error={problems.collection}
      />
    </BlockStack>
  )
}

function Pinned({ parts }: { parts: EditorParts }) {
  const { draft, change, found, problems } = parts
  const { productIds } = draft
  return (
    <BlockStack gap="300">
      {productIds.length > 0 && (
        <BlockStack gap="200">
          <Quiet text={texts.products} />
          <ol className="encore-goods">
            {productIds.map((id, place) => (
              <PinnedProduct key={id} id={id} place={place} parts={parts} />
            ))}
          </ol>
        </BlockStack>
      )}
      <SearchField
        label={texts.addProduct}
        isLabelShown
        source={products}
        chosen={productIds}
        onPick={(option) => {
          found([option])
          if (!isShopifyId('Product', option.value)) return
          const without = productIds.filter((id) => id !== option.value)
          change({ productIds: without.length < productIds.length ? without : [...productIds, option.value] })
        }}
        error={problems.products}
      />
    </BlockStack>
  )
}

function PinnedProduct({
  id,
  place,
  parts,
}: {
  id: EditorParts['draft']['productIds'][number]
  place: number
  parts: EditorParts
}) {
  const { draft, change, titles, goods } = parts
  const { productIds } = draft
  const known = goods[id]
  const name = known?.title ?? titles[id] ?? conditions.gone.product
  const without = productIds.filter((each) => each !== id)
  const moveTo = (to: number) => change({ productIds: without.toSpliced(to, 0, id) })
  return (
    <li>
      <Thumbnail size="small" alt="" source={known?.imageUrl ?? ImageIcon} />
      <div className="encore-goods-text">
        <Text as="p" fontWeight="medium">
          {name}
        </Text>
        {known && !known.isOnSale && <Quiet text={texts.notOnSale} />}
        <Margin id={id} parts={parts} />
      </div>
      <InlineStack gap="0" wrap={false}>
        <Button
          icon={ArrowUpIcon}
          variant="tertiary"
          accessibilityLabel={texts.up(name)}
          disabled={place === 0}
          onClick={() => moveTo(place - 1)}
        />
        <Button
          icon={ArrowDownIcon}
          variant="tertiary"
          accessibilityLabel={texts.down(name)}
          disabled={place === productIds.length - 1}
          onClick={() => moveTo(place + 1)}
        />
        <Button
          icon={DeleteIcon}
          variant="tertiary"
          accessibilityLabel={texts.remove(name)}
          onClick={() => change({ productIds: without })}
        />
      </InlineStack>
    </li>
  )
}

function Margin({ id, parts }: { id: string; parts: EditorParts }) {
  const { draft, goods, costs, currency } = parts
  const known = goods[id]
  const incentive = incentiveOf(draft.incentive, currency)
  if (!known || !incentive) return null
  const { gift } = draft.incentive
  const given = gift && goods[gift.productId]?.variants.find((each) => each.id === gift.variantId)
  const lines = known.variants.map((each) => ({ ...each, giftCostMinor: given?.costMinor }))
  return <MarginLine incentive={incentive} lines={lines} costs={costs} currency={currency} />
}
