import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, Page, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { Fault } from '../../domain/journeys/fault.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { dryRunUrl, journeyUrl } from '../addresses.ts'
import type { Names } from '../conditions/words.ts'
import { formatCount } from '../format.ts'
import { useReader } from '../reader.tsx'
import { journeyPublish as texts } from '../texts/journeys-publish.ts'
import { changesInWords } from './change-words.ts'
import { journeyWords } from './journey-words.ts'
import type { ListedJourney } from './listed-journey.ts'
import { MoveWaiting } from './move-waiting.tsx'
import { Live, PublishActions } from './publish-actions.tsx'
import { PublishFaults } from './publish-faults.tsx'

/** A journey about to be published. */
export interface PublishedJourney extends Pick<ListedJourney, 'id' | 'name' | 'status'> {
  revision: number
  draft: JourneyDefinition | undefined
  live: JourneyDefinition | undefined
  liveVersion: number | undefined
  versions: { version: number; inside: number }[]
}

interface Answer {
  kind: 'published' | 'refused'
  why?: string
}

/** What publishing would do, before it does: what changes, for whom, and what is in the way. */
export function PublishPage({
  journey,
  faults,
  older,
  dryRunAt,
  titles,
  currency,
}: {
  journey: PublishedJourney
  faults: Fault[]
  /** Earlier versions that somebody walks. */
  older: JourneyDefinition[]
  /** When this very draft was dry-run; nothing where it was not. */
  dryRunAt: Date | undefined
  titles: Record<string, string>
  currency: string
}) {
  const { id, name, draft, live, status, revision, liveVersion } = journey
  const reader = useReader()
  const names = { titles, currency, reader }
  const fetcher = useFetcher<Answer>()
  const blocking = faults.filter(({ severity }) => severity === 'blocks')
  const warning = faults.filter(({ severity }) => severity === 'warns')
  const changes = draft && live ? changesInWords(live, draft, names) : []
  const isSame = live !== undefined && changes.length === 0
  const publish = () => fetcher.submit({ intent: 'publish', revision: String(revision) }, { method: 'post' })
  const isLive = isSame && status === 'live'
  const canPublish = draft !== undefined && blocking.length === 0
  const about = { definition: draft, names, journeyId: id }
  return (
    <Page title={texts.title(name)} backAction={{ content: texts.back, url: journeyUrl(id) }} narrowWidth>
      <BlockStack gap="400">
        {fetcher.data?.kind === 'refused' && <Refused why={fetcher.data.why} />}
        {isLive && <Live version={liveVersion} url={journeyUrl(id)} />}
        {live && isLive && older.length > 0 && (
          <MoveWaiting key={liveVersion} journeyId={id} live={live} older={older} names={names} />
        )}
        {!isLive && (
          <>
            <PublishFaults tone="critical" title={texts.blocked} faults={blocking} {...about} />
            <PublishFaults tone="warning" title={texts.warned} faults={warning} {...about} />
          </>
        )}
        <Card>
          <BlockStack gap="400">
            {!isLive && <What journey={journey} changes={changes} names={names} />}
            <Walking versions={journey.versions} liveVersion={liveVersion} isLive={isLive} />
            {!isLive && (
              <PublishActions
                dryRunAt={dryRunAt}
                dryRun={dryRunUrl(id)}
                publish={
                  <Button
                    variant="primary"
                    onClick={publish}
                    disabled={!canPublish}
                    loading={fetcher.state !== 'idle'}
                  >
                    {texts.action}
                  </Button>
                }
              />
            )}
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  )
}

function Refused({ why }: { why: string | undefined }) {
  return (
    <Banner tone="critical">
      <Text as="p">{texts.refused[why ?? ''] ?? texts.refused.unfit}</Text>
    </Banner>
  )
}

/** What the first version does, or what changes with this one. */
function What({
  journey: { draft, live, status },
  changes,
  names,
}: {
  journey: PublishedJourney
  changes: string[]
  names: Names
}) {
  if (live === undefined)
    return (
      <Section heading={texts.whole}>
        <Text as="p">
          <span suppressHydrationWarning>{draft && journeyWords(draft, names)}</span>
        </Text>
        <Text as="p" tone="subdued">
          {texts.first}
        </Text>
      </Section>
    )
  const same = status === 'paused' ? `${texts.same} ${texts.lets}` : texts.same
  return (
    <Section heading={texts.heading}>
      {changes.length === 0 ? <Text as="p">{same}</Text> : <Changes changes={changes} />}
    </Section>
  )
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <BlockStack gap="200">
      <Text as="h2" variant="headingMd">
        {heading}
      </Text>
      {children}
    </BlockStack>
  )
}

/** What changed, line by line. */
export function Changes({ changes }: { changes: string[] }) {
  return (
    <ul className="encore-verdicts">
      {changes.map((change, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may say the same.
        <li key={place} suppressHydrationWarning>
          {change}
        </li>
      ))}
    </ul>
  )
}

function Walking({
  versions,
  liveVersion,
  isLive,
}: {
  versions: PublishedJourney['versions']
  liveVersion: number | undefined
  /** Whether the draft is live as it is. */
  isLive: boolean
}) {
  const reader = useReader()
  if (liveVersion === undefined) return null
  // Once the draft is published, those who walk what is live now walk an earlier version.
  const earlier = versions.filter(({ version }) => !isLive || version !== liveVersion)
  const count = earlier.reduce((sum, { inside }) => sum + inside, 0)
  return (
    <Section heading={texts.walking.heading}>
      <Text as="p">
        <span suppressHydrationWarning>
          {count === 0 ? texts.walking.none : texts.walking.some(count, formatCount(count, reader))}
        </span>
      </Text>
      {count > 0 && !isLive && (
        <Text as="p" tone="subdued">
          {texts.walking.afterwards}
        </Text>
      )}
    </Section>
  )
}
