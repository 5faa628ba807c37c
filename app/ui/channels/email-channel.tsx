import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { channels } from '../texts/channels.ts'
import { ChannelCard, channelsAction } from './channel-card.tsx'

const texts = channels.email

interface Answer {
  kind: string
  to?: string
}

/** Email: from where it goes, and a test message to the shop's own address. */
export function EmailChannel({
  email: { isConnected, from, replyTo },
}: {
  email: { isConnected: boolean; from?: string | undefined; replyTo?: string | undefined }
}) {
  const fetcher = useFetcher<Answer>()
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <ChannelCard heading={texts.heading} isConnected={isConnected}>
      <Text as="p">{from ? texts.on(from) : texts.off}</Text>
      {isConnected && (
        <BlockStack gap="200">
          <Text as="p" tone="subdued">
            {replyTo ? texts.testTo(replyTo) : texts.noAddress}
          </Text>
          <InlineStack>
            <Button
              disabled={!replyTo}
              loading={fetcher.state !== 'idle'}
              onClick={() => fetcher.submit({ intent: 'test' }, channelsAction)}
            >
              {texts.test}
            </Button>
          </InlineStack>
        </BlockStack>
      )}
      {answer?.kind === 'sent' && <Banner tone="success">{texts.sent(answer.to ?? '')}</Banner>}
      {answer?.kind === 'failed' && <Banner tone="critical">{texts.failed}</Banner>}
      {answer?.kind === 'too-often' && <Banner tone="warning">{texts.tooOften}</Banner>}
      {answer?.kind === 'no-address' && <Banner tone="warning">{texts.noAddress}</Banner>}
    </ChannelCard>
  )
}
