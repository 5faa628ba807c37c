import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Page,
  Text,
} from '@shopify/polaris'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { journeyUrl } from '../addresses.ts'
import type { Names } from '../conditions/words.ts'
import { formatCount } from '../format.ts'
import { useReader, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { journeys } from '../texts/journeys.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeyPublish } from '../texts/journeys-publish.ts'
import { changesInWords } from './change-words.ts'
import { journeyWords } from './journey-words.ts'
import { Changes } from './publish-page.tsx'
import { saveJourneyFile } from './save-file.ts'

const texts = journeyPublish.versions

interface ReadVersion {
  version: number
  publishedAt: Date
  inside: number
  /** Missing where it cannot be read. */
  definition: JourneyDefinition | undefined
}

interface Answer {
  kind: 'saved' | 'refused'
  why?: string
}

/** All versions of a journey that were published, the latest first, each beside the draft. */
export function VersionsPage({
  journey,
  versions,
  titles,
  currency,
}: {
  journey: {
    id: string
    name: string
    revision: number
    liveVersion: number | undefined
    draft: JourneyDefinition | undefined
    isArchived: boolean
  }
  versions: ReadVersion[]
  titles: Record<string, string>
  currency: string
}) {
  const reader = useReader()
  const fetcher = useFetcher<Answer>()
  const restored = fetcher.data?.kind === 'saved' ? fetcher.formData?.get('version') : undefined
  const names = { titles, currency, reader }
  return (
    <Page
      title={texts.title}
      subtitle={journey.name}
      backAction={{ content: journeyPublish.back, url: journeyUrl(journey.id) }}
      narrowWidth
    >
      <BlockStack gap="400">
        {fetcher.data?.kind === 'refused' && (
          <Banner tone="critical">
            <Text as="p">{journeyEditor.refused[fetcher.data.why ?? ''] ?? journeyEditor.refused.unfit}</Text>
          </Banner>
        )}
        {restored && <Banner tone="success" title={texts.restored(Number(restored))} />}
        <Card padding="0">
          {versions.length === 0 && (
            <Box padding="400">
              <Text as="p">{texts.none}</Text>
            </Box>
          )}
          <ul className="encore-rules">
            {versions.map((each) => (
              <li key={each.version}>
                <Version
                  version={each}
                  journey={journey}
                  names={names}
                  isBusy={fetcher.state !== 'idle'}
                  onRestore={() =>
                    fetcher.submit(
                      { version: String(each.version), revision: String(journey.revision) },
                      { method: 'post' },
                    )
                  }
                />
              </li>
            ))}
          </ul>
        </Card>
      </BlockStack>
    </Page>
  )
}

function Version({
  version: { version, publishedAt, inside, definition },
  journey: { id, name, liveVersion, draft, isArchived },
  names,
  isBusy,
  onRestore,
}: {
  version: ReadVersion
  journey: Parameters<typeof VersionsPage>[0]['journey']
  names: Names
  isBusy: boolean
  onRestore: () => void
}) {
  const shopify = useAppBridge()
  const changes = draft && definition ? changesInWords(draft, definition, names) : []
  const exportIt = async () => {
    if (!(await saveJourneyFile({ id, name }, version)))
      shopify.toast.show(journeys.said.failed, { isError: true })
  }
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {texts.version(version)}
          </Text>
          {version === liveVersion && <Badge tone="success">{texts.live}</Badge>}
          <Text as="span" tone="subdued">
            <Sentence text={texts.published} with={{ at: <When at={publishedAt} style="moment" /> }} />
          </Text>
          {inside > 0 && (
            <Text as="span" tone="subdued">
              <span suppressHydrationWarning>{texts.inside(inside, formatCount(inside, names.reader))}</span>
            </Text>
          )}
        </InlineStack>
        <Text as="p">
          <span suppressHydrationWarning>
            {definition ? journeyWords(definition, names) : texts.unreadable}
          </span>
        </Text>
        {definition && draft && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingXs">
              {texts.compare}
            </Text>
            <Text as="p" tone="subdued">
              {changes.length === 0 ? texts.same : texts.differs}
            </Text>
            {changes.length > 0 && <Changes changes={changes} />}
          </BlockStack>
        )}
        {definition && (
          <ButtonGroup>
            <Button
              disabled={isArchived || changes.length === 0 || isBusy}
              accessibilityLabel={texts.restoreNamed(version)}
              onClick={onRestore}
            >
              {texts.restore}
            </Button>
            <Button accessibilityLabel={texts.exportNamed(version)} onClick={() => void exportIt()}>
              {texts.export}
            </Button>
          </ButtonGroup>
        )}
      </BlockStack>
    </Box>
  )
}
