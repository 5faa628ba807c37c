import { useFetcher } from '@remix-run/react'
import { BlockStack, Modal, Spinner, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import type { DeliveryLine, RawBody } from '../../domain/deliveries.ts'
import { layOutJson } from '../../domain/raw-json.ts'
import { deliveries } from '../texts/deliveries.ts'
import { topicName } from './topic-name.ts'

const texts = deliveries.body

/** The raw body of a delivery, read when asked for and shown as text. */
export function DeliveryBody({ line, onClose }: { line: DeliveryLine; onClose: () => void }) {
  const fetcher = useFetcher<RawBody>()
  const { load } = fetcher
  useEffect(() => load(`/app/deliveries/body?id=${encodeURIComponent(line.id)}`), [load, line.id])
  return (
    <Modal
      open
      onClose={onClose}
      title={texts.title(topicName(line.topic))}
      size="large"
      primaryAction={{ content: texts.close, onAction: onClose }}
    >
      <Modal.Section>{fetcher.data ? <Content body={fetcher.data} /> : <Reading />}</Modal.Section>
    </Modal>
  )
}

function Reading() {
  return <Spinner accessibilityLabel={texts.reading} size="small" />
}

function Content({ body }: { body: RawBody }) {
  if (body.kind === 'not-there') return <Text as="p">{texts.gone}</Text>
  if (body.kind === 'erased') return <Text as="p">{texts.erased}</Text>
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {texts.personal} {body.isCut && texts.cut}
      </Text>
      <pre className="encore-raw">{layOutJson(body.text)}</pre>
    </BlockStack>
  )
}
