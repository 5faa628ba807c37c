import { Badge, Button, InlineStack, Text } from '@shopify/polaris'
import type { DeliveryLine } from '../../domain/deliveries.ts'
import { type Column, DataTable } from '../data-table.tsx'
import { Count, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { deliveries as texts } from '../texts/deliveries.ts'
import { Retry } from './retry.tsx'
import { topicName } from './topic-name.ts'

const tones = { waiting: 'info', done: 'success', aside: 'critical' } as const

/** Deliveries as lines; each can show its body, and try again when it was set aside. */
export function DeliveryTable({
  lines,
  onShow,
}: {
  lines: DeliveryLine[]
  onShow: (line: DeliveryLine) => void
}) {
  return (
    <DataTable
      label={texts.table}
      columns={columnsWith(onShow)}
      rows={lines}
      rowKey={(_line, place) => place}
    />
  )
}

/** What the list tells of each delivery, and what can be done with it. */
export function columnsWith(onShow: (line: DeliveryLine) => void): Column<DeliveryLine>[] {
  return [
    { key: 'topic', widthPercent: 30, label: texts.columns.topic, cell: (line) => <Topic line={line} /> },
    {
      key: 'received',
      widthPercent: 20,
      label: texts.columns.received,
      cell: ({ receivedAt }) => <When at={receivedAt} style="moment" />,
    },
    { key: 'status', widthPercent: 13, label: texts.columns.status, cell: (line) => <State line={line} /> },
    {
      key: 'attempts',
      widthPercent: 10,
      label: texts.columns.attempts,
      isEnd: true,
      cell: ({ attempts }) => <Count count={attempts} />,
    },
    {
      key: 'actions',
      widthPercent: 27,
      label: texts.columns.actions,
      isEnd: true,
      isBare: true,
      cell: (line) => <Actions line={line} onShow={onShow} />,
    },
  ]
}

function Topic({ line: { topic, error } }: { line: DeliveryLine }) {
  return (
    <>
      <Text as="span" fontWeight="semibold">
        {topicName(topic)}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {topic}
      </Text>
      {error && (
        <Text as="p" tone="critical" variant="bodySm">
          {error}
        </Text>
      )}
    </>
  )
}

function State({ line: { status, dueAt, attempts } }: { line: DeliveryLine }) {
  return (
    <div>
      <Badge tone={tones[status]}>{texts.status[status]}</Badge>
      {dueAt && attempts > 0 && (
        <Text as="p" tone="subdued" variant="bodySm">
          <Sentence text={texts.dueAt} with={{ time: <When at={dueAt} style="time" /> }} />
        </Text>
      )}
    </div>
  )
}

function Actions({ line, onShow }: { line: DeliveryLine; onShow: (line: DeliveryLine) => void }) {
  const name = topicName(line.topic)
  return (
    <InlineStack gap="200" align="end">
      <Button size="slim" onClick={() => onShow(line)} accessibilityLabel={texts.showBodyOf(name)}>
        {texts.showBody}
      </Button>
      {line.status === 'aside' && <Retry line={line} />}
    </InlineStack>
  )
}
