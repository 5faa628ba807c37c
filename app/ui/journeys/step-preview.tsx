import { BlockStack, Card, InlineGrid, Select, Spinner, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { Step } from '../../domain/journeys/steps.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { type MessagePreviewAnswer, useMessagePreview } from './use-message-preview.ts'

const texts = journeyEditor.preview

/** What the shopper gets from a message as it is written now, as one of the shop's own customers. */
export function StepPreview({ step }: { step: Step }) {
  return step.kind === 'message' ? <MessagePreview step={step} /> : null
}

function MessagePreview({ step }: { step: Extract<Step, { kind: 'message' }> }) {
  const { parts, definition, isWide } = useEditing()
  const { writing, shoppers } = parts
  const [who, setWho] = useState(shoppers[0]?.id ?? '')
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone')
  const { answer, isFailed } = useMessagePreview({
    step,
    trigger: JSON.stringify(definition.trigger),
    customerId: who,
    language: writing.language,
    onTemplate: writing.learn,
  })
  const content = (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {texts.heading}
      </Text>
      <InlineGrid columns={2} gap="300">
        <Select
          label={texts.who}
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
      {answer && <Email answer={answer} width={width} />}
    </BlockStack>
  )
  return isWide ? <Card>{content}</Card> : <div className="encore-panel">{content}</div>
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
