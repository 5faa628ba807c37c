import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { type TimelineEntry, type TimelineFilter, timelineKinds } from '../../domain/timeline.ts'
import { Choices } from '../choices.tsx'
import { dayKey, type Reader } from '../format.ts'
import { useReader, When } from '../reader.tsx'
import { timeline as texts } from '../texts/timeline.ts'
import { Entry } from './entry.tsx'

/** All that happened, newest first, by day; one kind of it on demand. */
export function Timeline({
  entries,
  filter,
  hasOlder,
  isLoading,
  onOlder,
}: {
  entries: TimelineEntry[]
  filter: TimelineFilter | undefined
  hasOlder: boolean
  isLoading: boolean
  onOlder: () => void
}) {
  const reader = useReader()
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Filters filter={filter} />
        {entries.length === 0 && <Text as="p">{filter ? texts.empty.filtered : texts.empty.all}</Text>}
        {byDay(entries, reader).map((day) => (
          <Day key={day.key} entries={day.entries} at={day.at} />
        ))}
        {hasOlder && (
          <InlineStack align="center">
            <Button onClick={onOlder} loading={isLoading}>
              {texts.older}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  )
}

function Filters({ filter }: { filter: TimelineFilter | undefined }) {
  const kinds = Object.keys(timelineKinds) as TimelineFilter[] // The keys of that very object.
  return (
    <Choices
      label={texts.filters.label}
      choices={[undefined, ...kinds].map((kind) => ({
        label: texts.filters[kind ?? 'all'],
        url: kind ? `?filter=${kind}` : '?',
        isChosen: kind === filter,
      }))}
    />
  )
}

interface DayOfEntries {
  key: string
  at: Date
  entries: TimelineEntry[]
}

function byDay(entries: TimelineEntry[], reader: Reader): DayOfEntries[] {
  const days: DayOfEntries[] = []
  for (const entry of entries) {
    const key = dayKey(entry.at, reader)
    const day = days.at(-1)
    if (day?.key === key) day.entries.push(entry)
    else days.push({ key, at: entry.at, entries: [entry] })
  }
  return days
}

function Day({ at, entries }: { at: Date; entries: TimelineEntry[] }) {
  return (
    <section>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm" tone="subdued">
          <When at={at} style="long-day" />
        </Text>
        <ol className="encore-day">
          {entries.map((entry) => (
            <li key={entry.key}>
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      </BlockStack>
    </section>
  )
}
