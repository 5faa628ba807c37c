import { Text } from '@shopify/polaris'
import type { Considered } from '../../../domain/offers/decide.ts'
import { type Column, DataTable } from '../../data-table.tsx'
import { capital } from '../../format.ts'
import { Count } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { orderDecision as texts } from '../../texts/order-browser.ts'
import { timeline } from '../../texts/timeline.ts'

const words = timeline.evidence.offer

/** Every candidate with where it came from, what spoke for it, and what became of it. */
export function Candidates({
  considered,
  titles,
}: {
  considered: Considered[]
  titles: Record<string, string>
}) {
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {texts.candidates}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {considered.length > 0 ? texts.scoreMeaning : texts.noCandidates}
      </Text>
      {considered.length > 0 && (
        <DataTable
          label={texts.candidates}
          columns={columnsWith(titles)}
          rows={considered}
          rowKey={({ productId, source }) => `${productId} ${source}`}
        />
      )}
    </div>
  )
}

const wholeScore = 100

function columnsWith(titles: Record<string, string>): Column<Considered>[] {
  const { product, source, score, evidence, fate } = texts.columns
  return [
    {
      key: 'product',
      widthPercent: 24,
      label: product,
      cell: ({ title, fate: became }) => (
        <Text as="span" fontWeight={became === 'chosen' ? 'semibold' : 'regular'}>
          {title ?? words.unnamed}
        </Text>
      ),
    },
    { key: 'source', widthPercent: 17, label: source, cell: (each) => texts.source[each.source] },
    {
      key: 'score',
      widthPercent: 10,
      label: score,
      isEnd: true,
      cell: (each) => <Count count={Math.round(each.score * wholeScore)} />,
    },
    {
      key: 'evidence',
      widthPercent: 25,
      label: evidence,
      cell: (each) => <EvidenceWords evidence={each.evidence} titles={titles} />,
    },
    { key: 'fate', widthPercent: 24, label: fate, cell: (each) => capital(words.fate[each.fate]) },
  ]
}

function EvidenceWords({
  evidence,
  titles,
}: {
  evidence: Considered['evidence']
  titles: Record<string, string>
}) {
  const customers = 'customers' in evidence ? evidence.customers : 0
  const withId = 'withProductId' in evidence ? evidence.withProductId : undefined
  const title = withId ? titles[withId] : undefined
  const parts = {
    customers: <Count count={customers} />,
    times: <Count count={'times' in evidence ? evidence.times : 0} />,
    days: <Count count={'days' in evidence ? evidence.days : 0} />,
    title,
  }
  return (
    <span>
      <Sentence text={words.evidence[evidence.kind](customers) + (title ? texts.with : '')} with={parts} />
    </span>
  )
}
