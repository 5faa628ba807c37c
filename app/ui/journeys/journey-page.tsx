import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Page, Text } from '@shopify/polaris'
import { type ReactNode, useEffect, useState } from 'react'
import { dryRunUrl, publishUrl, versionsUrl } from '../addresses.ts'
import { journeys as texts } from '../texts/journeys.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { ArchiveQuestion } from './list/archive-question.tsx'
import { JourneyStatus } from './list/journey-card.tsx'
import type { ListedJourney } from './listed-journey.ts'
import { saveJourneyFile } from './save-file.ts'

interface Answer {
  kind: 'changed' | 'refused'
  why?: string
}

/** The frame of one journey's page: how it stands, and what may be done with the whole of it. */
export function JourneyPage({
  journey,
  children,
}: {
  journey: Pick<ListedJourney, 'id' | 'name' | 'status' | 'liveVersion' | 'counts'>
  children: ReactNode
}) {
  const { id, name, status, liveVersion } = journey
  const fetcher = useFetcher<Answer>()
  const shopify = useAppBridge()
  const [isAsked, setAsked] = useState(false)
  const isBusy = fetcher.state !== 'idle'
  const send = (intent: string) => fetcher.submit({ intent }, { method: 'post' })
  const exportIt = async () => {
    if (!(await saveJourneyFile({ id, name }))) shopify.toast.show(texts.said.failed, { isError: true })
  }
  useEffect(() => {
    if (fetcher.data?.kind === 'changed') setAsked(false)
  }, [fetcher.data])
  const isThere = status !== 'archived'
  return (
    <Page
      title={name}
      titleMetadata={<JourneyStatus status={status} />}
      subtitle={
        liveVersion === undefined ? journeyEditor.version.none : journeyEditor.version.live(liveVersion)
      }
      backAction={{ content: texts.title, url: '/app/journeys' }}
      fullWidth
      primaryAction={isThere ? { content: journeyEditor.version.publish, url: publishUrl(id) } : undefined}
      secondaryActions={[
        ...(isThere ? [{ content: texts.actions.dryRun, url: dryRunUrl(id) }] : []),
        ...(status === 'live'
          ? [{ content: texts.actions.pause, onAction: () => send('pause'), loading: isBusy }]
          : []),
        ...(status === 'paused'
          ? [{ content: texts.actions.resume, onAction: () => send('resume'), loading: isBusy }]
          : []),
        ...(liveVersion === undefined ? [] : [{ content: journeyEditor.version.all, url: versionsUrl(id) }]),
        { content: texts.export, onAction: () => void exportIt() },
        ...(isThere
          ? [{ content: texts.actions.archive, onAction: () => setAsked(true), destructive: true }]
          : []),
      ]}
    >
      <BlockStack gap="400">
        {fetcher.data?.kind === 'refused' && (
          <Banner tone="critical">
            <Text as="p">{texts.refused[fetcher.data.why ?? ''] ?? texts.said.failed}</Text>
          </Banner>
        )}
        {isAsked && (
          <ArchiveQuestion
            journey={journey}
            act={({ intent }) => (intent === 'archive' ? send('archive') : setAsked(false))}
          />
        )}
        {children}
      </BlockStack>
    </Page>
  )
}
