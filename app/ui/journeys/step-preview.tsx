import { BlockStack, Card, InlineGrid, Select, Spinner, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { Step } from '../../domain/journeys/steps.ts'
import { displayName } from '../conditions/words.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { likeliestFirst } from './likeliest-first.ts'
import { OfferPreview } from './offer-preview.tsx'
import { type MessagePreviewAnswer, useMessagePreview } from './use-message-preview.ts'

const texts = journeyEditor.preview

/** What the shopper gets from a message or an offer as it is written now, as one of the shop's own customers. */
export function StepPreview({ step }: { step: Step }) {
  const { isWide } = useEditing()
  if (step.kind !== 'message' && step.kind !== 'offer') return null
  const content = step.kind === 'message' ? <MessagePreview step={step} /> : <OfferPreview step={step} />
  return isWide ? <Card>{content}</Card> : <div className="encore-panel">{content}</div>
}

function MessagePreview({ step }: { step: Extract<Step, { kind: 'message' }> }) {
  const { parts, definition } = useEditing()
  const { writing } = parts
  const shoppers = likeliestFirst(parts.shoppers, definition.trigger)
  const [who, setWho] = useState(shoppers[0]?.id ?? '')
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone')
  const { answer, isFailed } = useMessagePreview({
    step,
    trigger: JSON.stringify(definition.trigger),
    customerId: who,
    language: writing.language,
    isOwnLanguage: !writing.isChosen,
    onTemplate: writing.learn,
  })
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {texts.heading}
      </Text>
      <InlineGrid columns={2} gap="300">
        <Select
          label={texts.who}
          helpText={who === '' ? undefined : texts.anybody}
          options={[
            ...shoppers.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: texts.invented },
          ]}
          value={who}
          onChange={setWho}
        />
        <Select
          label={texts.width}
          options={[
            { value: 'phone', label: texts.phone },
            { value: 'desktop', label: texts.desktop },
          ]}
          value={width}
          onChange={(next) => setWidth(next === 'desktop' ? 'desktop' : 'phone')}
        />
      </InlineGrid>
      {isFailed && (
        <Text as="p" tone="critical">
          {texts.failed}
        </Text>
      )}
      {!isFailed && !answer && <Spinner size="small" accessibilityLabel={texts.loading} />}
      {answer && answer.language !== writing.language && !writing.isChosen && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.ownLanguage(displayName('language', answer.language))}
        </Text>
      )}
      {answer && <Email answer={answer} width={width} />}
    </BlockStack>
  )
}

function Email({ answer, width }: { answer: MessagePreviewAnswer; width: 'phone' | 'desktop' }) {
  return (
    <BlockStack gap="200">
      <Text as="p">
        <Text as="span" tone="subdued">
          {texts.subject}
          {': '}
        </Text>
        {answer.subject}
      </Text>
      {/* No scripts, no forms, no ways out: it is a picture of an email. */}
      <iframe
        className={width === 'phone' ? 'encore-email is-phone' : 'encore-email'}
        title={texts.frame}
        sandbox=""
        srcDoc={answer.html}
      />
      {answer.lacksProducts && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.noProducts}
        </Text>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.sample}
      </Text>
    </BlockStack>
  )
}
