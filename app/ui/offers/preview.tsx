import {
  Banner,
  BlockStack,
  Card,
  Checkbox,
  InlineGrid,
  InlineStack,
  Select,
  Spinner,
  Tag,
  Text,
} from '@shopify/polaris'
import { useState } from 'react'
import { languages, placements } from '../../contract/offer.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { SearchField } from '../conditions/picker.tsx'
import { displayName } from '../conditions/words.ts'
import { conditionEditor } from '../texts/conditions.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import type { EditorShop } from './editor-parts.ts'
import { LeftOut } from './left-out.tsx'
import { Refused } from './refused.tsx'
import { Surface } from './surface.tsx'
import { type PreviewChoice, usePreview } from './use-preview.ts'

const texts = offerEditor.preview
const products = { kind: 'search', of: 'product', mayBeTyped: false } as const

/** What a shopper would be shown by the rule as it is written, on any page, in any language and currency. */
export function Preview({ definition, shop }: { definition: RuleDefinition | undefined; shop: EditorShop }) {
  const [choice, setChoice] = useState<PreviewChoice>(() => ({
    placement: definition?.placements[0] ?? 'thank-you',
    language: languages[0],
    currency: shop.currency,
    width: 'phone',
    basis: firstBasis(shop),
    basket: [],
  }))
  const choose = (patch: Partial<PreviewChoice>) => setChoice({ ...choice, ...patch })
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Controls choice={choice} choose={choose} shop={shop} />
        <Shown definition={definition} choice={choice} shop={shop} />
      </BlockStack>
    </Card>
  )
}

/** The latest order that fits; else of somebody known, for a guest is given no discount; without one the latest. */
function firstBasis({ orders, fittingOrderId }: EditorShop): string {
  if (fittingOrderId) return fittingOrderId
  const ofKnown = orders.find(({ customer }) => customer !== undefined)
  return (ofKnown ?? orders[0])?.id ?? 'basket'
}

interface ControlsProps {
  choice: PreviewChoice
  choose: (patch: Partial<PreviewChoice>) => void
  shop: EditorShop
}

function Controls({ choice, choose, shop }: ControlsProps) {
  const codes = [...new Set([shop.currency, ...shop.currencies.map(({ code }) => code)])]
  const names = offerEditor.placements.names
  return (
    <BlockStack gap="300">
      <InlineGrid columns={2} gap="300">
        <Select
          label={texts.surface}
          options={placements.map((value) => ({ value, label: names[value] }))}
          value={choice.placement}
          onChange={(chosen) =>
            choose({ placement: placements.find((each) => each === chosen) ?? 'thank-you' })
          }
        />
        <Select
          label={texts.width}
          options={[
            { value: 'phone', label: texts.widths.phone },
            { value: 'desktop', label: texts.widths.desktop },
          ]}
          value={choice.width}
          onChange={(chosen) => choose({ width: chosen === 'desktop' ? 'desktop' : 'phone' })}
        />
        <Select
          label={texts.language}
          options={languages.map((value) => ({ value, label: displayName('language', value) }))}
          value={choice.language}
          onChange={(language) => choose({ language })}
        />
        <Select
          label={texts.currency}
          options={codes}
          value={choice.currency}
          onChange={(currency) => choose({ currency })}
        />
      </InlineGrid>
      <Select
        label={texts.basis}
        options={[
          { value: 'basket', label: texts.made },
          ...shop.orders.map(({ id, name, customer }) => ({
            value: id,
            label: texts.order(name, customer ?? texts.guest),
          })),
        ]}
        value={choice.basis}
        onChange={(basis) => choose({ basis })}
      />
      {choice.basis === 'basket' && <Basket choice={choice} choose={choose} shop={shop} />}
    </BlockStack>
  )
}

function Basket({ choice: { basket }, choose }: ControlsProps) {
  const without = (id: string) => basket.filter((each) => each.id !== id)
  return (
    <BlockStack gap="200">
      <SearchField
        label={texts.basket}
        isLabelShown
        source={products}
        chosen={basket.map(({ id }) => id)}
        onPick={({ value, label }) => {
          const others = without(value)
          choose({
            basket: others.length < basket.length ? others : [...basket, { id: value, title: label }],
          })
        }}
      />
      <InlineStack gap="100">
        {basket.map(({ id, title }) => (
          <Tag
            key={id}
            accessibilityLabel={conditionEditor.value.remove(title)}
            onRemove={() => choose({ basket: without(id) })}
          >
            {title}
          </Tag>
        ))}
      </InlineStack>
    </BlockStack>
  )
}

function Shown({
  definition,
  choice,
  shop,
}: {
  definition: RuleDefinition | undefined
  choice: PreviewChoice
  shop: EditorShop
}) {
  const { answer, isAsked, isAsking } = usePreview(definition, choice)
  const [wantsSecond, setWantsSecond] = useState(false)
  if (!definition) return <Quiet text={texts.unfit} />
  if (!isAsked) return <Quiet text={texts.basketEmpty} />
  if (answer?.kind !== 'preview')
    return isAsking || !answer ? (
      <Spinner size="small" accessibilityLabel={texts.heading} />
    ) : (
      <Quiet text={texts.failed} />
    )
  const { preview } = answer
  const known = shop.currencies.find(({ code }) => code === choice.currency)
  const currency = choice.currency === shop.currency || !known ? { code: shop.currency, rate: 1 } : known
  const isSecond = wantsSecond && preview.second !== undefined
  return (
    <BlockStack gap="300">
      <Verdict rule={preview.rule} />
      {preview.second && <Checkbox label={texts.second} checked={wantsSecond} onChange={setWantsSecond} />}
      <Surface
        {...answer}
        currency={currency}
        shopCurrency={shop.currency}
        width={choice.width}
        isSecond={isSecond}
      />
      <Refused
        items={isSecond && preview.second ? [preview.second] : preview.items}
        placement={answer.placement}
      />
      {preview.nothing && <Quiet text={`${texts.nothing} ${texts.why[preview.nothing]}`} />}
      {known && currency.code !== shop.currency && <Quiet text={texts.rate(known.orderName)} />}
      <LeftOut items={preview.leftOut} />
    </BlockStack>
  )
}

function Verdict({ rule }: { rule: 'fits' | 'fits-not' | 'unknown' | 'elsewhere' }) {
  return (
    <Banner tone={rule === 'fits' ? 'success' : 'info'}>
      <span role="status">{texts.rule[rule]}</span>
    </Banner>
  )
}

function Quiet({ text }: { text: string }) {
  return (
    <Text as="p" tone="subdued">
      {text}
    </Text>
  )
}
