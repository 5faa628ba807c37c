import { Banner, Button, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { journeyPublish as texts } from '../texts/journeys-publish.ts'

/** What can be done with the draft: publish it, and look first at what it would have done. */
export function PublishActions({
  publish,
  dryRunAt,
  dryRun,
}: {
  publish: ReactNode
  dryRunAt: Date | undefined
  dryRun: string
}) {
  return (
    <>
      <InlineStack gap="300" blockAlign="center">
        {publish}
        <Button url={dryRun}>{dryRunAt ? texts.dryRunAgain : texts.dryRun}</Button>
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {dryRunAt ? (
          <Sentence text={texts.dryRunDone} with={{ at: <When at={dryRunAt} style="moment" /> }} />
        ) : (
          texts.dryRunWhy
        )}
      </Text>
    </>
  )
}

/** Says what lets people in now, and leads back. */
export function Live({ version, url }: { version: number | undefined; url: string }) {
  return (
    <Banner tone="success" title={texts.live(version ?? 1)} action={{ content: texts.open, url }}>
      <Text as="p">{texts.liveBody}</Text>
    </Banner>
  )
}
