import { useFetcher } from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris'
import type { JourneyDefinition } from '../../../domain/journeys/journey.ts'
import type { DryRunReport } from '../../../domain/journeys/simulate-report.ts'
import { journeyUrl, publishUrl } from '../../addresses.ts'
import { formatCount } from '../../format.ts'
import { Ago, useReader } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { journeyDryRun as texts } from '../../texts/journeys-dry-run.ts'
import { useLive } from '../../use-live.ts'
import { Report } from './report.tsx'

/** The latest dry run of a journey. */
export interface ShownDryRun {
  id: string
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  startedAt: Date
  ordersWalked: number
  ordersExpected: number
  /** Missing until it is done. */
  report: DryRunReport | undefined
  /** By the ids of customers and orders. */
  names: Record<string, string>
  isOutdated: boolean
}

interface Answer {
  kind: 'begun' | 'cancelled' | 'refused'
  why?: string
}

const everyMsRunning = 1_000
const everyMsResting = 15_000

/** What the journey would have done: begun here, watched while it runs, and read when it is done. */
export function DryRunPage({
  journey,
  run,
  titles,
  currency,
  now,
}: {
  journey: { id: string; name: string; draft: JourneyDefinition | undefined; isArchived: boolean }
  run: ShownDryRun | undefined
  titles: Record<string, string>
  currency: string
  now: Date
}) {
  const reader = useReader()
  const fetcher = useFetcher<Answer>()
  const isRunning = run?.status === 'waiting' || run?.status === 'running'
  useLive(isRunning ? everyMsRunning : everyMsResting)
  const names = { titles, currency, reader }
  const begin = () => fetcher.submit({ intent: 'begin' }, { method: 'post' })
  const cancel = () => run && fetcher.submit({ intent: 'cancel', id: run.id }, { method: 'post' })
  const isBusy = fetcher.state !== 'idle'
  const canRun = journey.draft !== undefined && !journey.isArchived
  return (
    <Page
      title={texts.title}
      subtitle={journey.name}
      backAction={{ content: texts.back, url: journeyUrl(journey.id) }}
      primaryAction={
        run?.status === 'done' && canRun ? { content: texts.publish, url: publishUrl(journey.id) } : undefined
      }
    >
      <BlockStack gap="400">
        <Notices
          refused={fetcher.data?.kind === 'refused' ? (fetcher.data.why ?? '') : undefined}
          run={run}
        />
        {isRunning && run ? (
          <Running run={run} onCancel={cancel} isBusy={isBusy} />
        ) : (
          <Begin run={run} now={now} onBegin={begin} isBusy={isBusy} canRun={canRun} />
        )}
        {!isRunning && run?.report && (
          <Report report={run.report} people={run.names} definition={journey.draft} names={names} />
        )}
      </BlockStack>
    </Page>
  )
}

function Notices({ refused, run }: { refused: string | undefined; run: ShownDryRun | undefined }) {
  const isFailed = run?.status === 'failed'
  const isOutdated = run?.isOutdated && run.status === 'done'
  if (refused !== undefined || isFailed)
    return (
      <Banner tone="critical">
        <Text as="p">{texts.refused[refused ?? ''] ?? texts.failed}</Text>
      </Banner>
    )
  return isOutdated ? (
    <Banner tone="warning">
      <Text as="p">{texts.outdated}</Text>
    </Banner>
  ) : null
}

function Begin({
  run,
  now,
  onBegin,
  isBusy,
  canRun,
}: {
  run: ShownDryRun | undefined
  now: Date
  onBegin: () => void
  isBusy: boolean
  canRun: boolean
}) {
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <div className="encore-dry-run-begin">
          {run?.report ? (
            <Text as="p">
              <Sentence text={texts.what} with={{ ago: <Ago at={run.startedAt} now={now} /> }} />
            </Text>
          ) : (
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                {texts.begin.heading}
              </Text>
              <Text as="p">{run?.status === 'cancelled' ? texts.cancelled : texts.begin.body}</Text>
            </BlockStack>
          )}
        </div>
        <Button
          variant={run?.report ? undefined : 'primary'}
          onClick={onBegin}
          loading={isBusy}
          disabled={!canRun}
        >
          {run ? texts.begin.again : texts.begin.action}
        </Button>
      </InlineStack>
    </Card>
  )
}

function Running({ run, onCancel, isBusy }: { run: ShownDryRun; onCancel: () => void; isBusy: boolean }) {
  const reader = useReader()
  const { ordersWalked, ordersExpected } = run
  const percent = ordersExpected > 0 ? Math.min(100, (ordersWalked / ordersExpected) * 100) : 0
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.running.heading}
        </Text>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="dry-run-progress" />
        <Text as="p">
          <span id="dry-run-progress" role="status" suppressHydrationWarning>
            {ordersExpected === 0
              ? texts.running.waiting
              : texts.running.progress(
                  formatCount(ordersWalked, reader),
                  formatCount(ordersExpected, reader),
                )}
          </span>
        </Text>
        <Text as="p" tone="subdued">
          {texts.running.leave}
        </Text>
        <ButtonGroup>
          <Button onClick={onCancel} disabled={isBusy}>
            {texts.running.cancel}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  )
}
