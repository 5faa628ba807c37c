import { BlockStack, InlineGrid, Select, Spinner, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { OfferStep } from '../../domain/journeys/steps/offer.ts'
import { messageLanguages } from '../../domain/messages/languages.ts'
import { parseRuleDefinition } from '../../domain/offers/parse-rule.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { displayName } from '../conditions/words.ts'
import { LeftOut } from '../offers/left-out.tsx'
import { Refused } from '../offers/refused.tsx'
import { Surface } from '../offers/surface.tsx'
import { usePreview } from '../offers/use-preview.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import { useEditing } from './editing.ts'
import { likeliestFirst } from './likeliest-first.ts'

const texts = journeyEditor.preview
const ofRules = offerEditor.preview
/** The pages that know whose purchase it is. */
const pages = ['thank-you', 'order-status'] as const

interface Choice {
  placement: (typeof pages)[number]
  width: 'phone' | 'desktop'
  orderId: string
}

/** What the shop's pages show of an offer as it is written now, to one of the shop's own customers. */
export function OfferPreview({ step }: { step: OfferStep }) {
  const { definition, parts } = useEditing()
  const [latest] = likeliestFirst(parts.shoppers, definition.trigger)
  const [choice, setChoice] = useState<Choice>({
    placement: 'thank-you',
    width: 'phone',
    orderId: latest?.orderId ?? '',
  })
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {texts.heading}
      </Text>
      {choice.orderId === '' ? (
        <Quiet text={texts.nobodyToOffer} />
      ) : (
        <>
          <Controls choice={choice} choose={(patch) => setChoice({ ...choice, ...patch })} />
          <Shown step={step} choice={choice} />
        </>
      )}
    </BlockStack>
  )
}

function Controls({ choice, choose }: { choice: Choice; choose: (patch: Partial<Choice>) => void }) {
  const { definition, parts } = useEditing()
  const { writing } = parts
  const shoppers = likeliestFirst(parts.shoppers, definition.trigger)
  return (
    <InlineGrid columns={2} gap="300">
      <Select
        label={texts.who}
        helpText={texts.anybody}
        options={shoppers.map(({ orderId, name }) => ({ value: orderId, label: name }))}
        value={choice.orderId}
        onChange={(orderId) => choose({ orderId })}
      />
      <Select
        label={texts.language}
        options={messageLanguages.map((value) => ({ value, label: displayName('language', value) }))}
        value={writing.language}
        onChange={(chosen) => writing.choose(messageLanguages.find((each) => each === chosen) ?? 'en')}
      />
      <Select
        label={ofRules.surface}
        options={pages.map((value) => ({ value, label: offerEditor.placements.names[value] }))}
        value={choice.placement}
        onChange={(chosen) => choose({ placement: pages.find((each) => each === chosen) ?? 'thank-you' })}
      />
      <Select
        label={texts.width}
        options={[
          { value: 'phone', label: texts.phone },
          { value: 'desktop', label: texts.desktop },
        ]}
        value={choice.width}
        onChange={(next) => choose({ width: next === 'desktop' ? 'desktop' : 'phone' })}
      />
    </InlineGrid>
  )
}

function Shown({ step, choice }: { step: OfferStep; choice: Choice }) {
  const { shop, writing } = useEditing().parts
  const { placement, width, orderId } = choice
  const definition = asRule(step)
  const { language } = writing
  const { currency } = shop
  const { answer } = usePreview(definition, {
    placement,
    language,
    currency,
    width,
    basis: orderId,
    basket: [],
  })
  if (!definition) return <Quiet text={texts.unfit} />
  if (!answer) return <Spinner size="small" accessibilityLabel={texts.loading} />
  if (answer.kind !== 'preview') return <Quiet text={texts.failed} />
  const { preview } = answer
  return (
    <BlockStack gap="300">
      <Surface
        {...answer}
        currency={{ code: currency, rate: 1 }}
        shopCurrency={currency}
        width={width}
        isSecond={false}
      />
      <Refused items={preview.items} placement={answer.placement} />
      {preview.nothing && <Quiet text={`${ofRules.nothing} ${ofRules.why[preview.nothing]}`} />}
      <LeftOut items={preview.leftOut} />
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.offerSample}
      </Text>
    </BlockStack>
  )
}

/** The step's offer as a rule that always applies; nothing while it is not complete. */
function asRule({ result, incentive }: OfferStep): RuleDefinition | undefined {
  const when = { kind: 'group', join: 'all', of: [] }
  const parsed = parseRuleDefinition({
    placements: pages,
    when,
    result,
    incentive,
    headings: {},
    itemsMax: 1,
  })
  return parsed.kind === 'parsed' ? parsed.definition : undefined
}

function Quiet({ text }: { text: string }) {
  return (
    <Text as="p" tone="subdued">
      {text}
    </Text>
  )
}
