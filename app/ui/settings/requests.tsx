import { BlockStack, Button, InlineError, Text } from '@shopify/polaris'
import type { LegalRequest } from '../../domain/legal-request.ts'
import type { Column } from '../data-table.tsx'
import { When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { TableCard } from '../table-card.tsx'
import { settings } from '../texts/settings.ts'
import { useDownload } from '../use-download.ts'

const texts = settings.requests

/** What customers asked for by law, what became of it, and the exports to hand on. */
export function Requests({ requests }: { requests: LegalRequest[] }) {
  return <TableCard texts={texts} columns={columns} rows={requests} />
}

const columns: Column<LegalRequest>[] = [
  {
    key: 'what',
    widthPercent: 38,
    label: texts.columns.what,
    cell: ({ topic }) => (
      <Text as="span" fontWeight="semibold">
        {texts.topic[topic] ?? topic}
      </Text>
    ),
  },
  {
    key: 'received',
    widthPercent: 18,
    label: texts.columns.received,
    cell: ({ receivedAt }) => <When at={receivedAt} style="day" />,
  },
  {
    key: 'state',
    widthPercent: 24,
    label: texts.columns.state,
    cell: ({ completedAt }) =>
      completedAt ? (
        <span>
          <Sentence text={texts.done} with={{ date: <When at={completedAt} style="day" /> }} />
        </span>
      ) : (
        texts.waiting
      ),
  },
  {
    key: 'export',
    widthPercent: 20,
    label: texts.columns.export,
    cell: (line) => line.hasExport && <Export line={line} />,
  },
]

function Export({ line: { id, handedOnAt } }: { line: LegalRequest }) {
  const { download, hasFailed, isLoading } = useDownload(
    `/app/settings/export?id=${encodeURIComponent(id)}`,
    `${texts.file}.json`,
  )
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Button size="slim" onClick={download} loading={isLoading}>
        {texts.download}
      </Button>
      {handedOnAt && (
        <Text as="span" tone="subdued" variant="bodySm">
          <Sentence text={texts.downloaded} with={{ date: <When at={handedOnAt} style="day" /> }} />
        </Text>
      )}
      {hasFailed && <InlineError message={texts.failed} fieldID={id} />}
    </BlockStack>
  )
}
