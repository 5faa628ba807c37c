import { useFetcher } from '@remix-run/react'
import { Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { AskFirst } from '../ask-first.tsx'
import { channels } from '../texts/channels.ts'
import { ChannelCard, channelsAction } from './channel-card.tsx'

const texts = channels.klaviyo

/** Klaviyo: takes the merchant's key, and forgets it. */
export function KlaviyoChannel({ isConnected }: { isConnected: boolean }) {
  const fetcher = useFetcher<{ kind: string }>()
  const [key, setKey] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => {
    if (fetcher.data?.kind === 'connected') setKey('')
  }, [fetcher.data])
  return (
    <ChannelCard heading={texts.heading} isConnected={isConnected}>
      <Text as="p">{texts.body}</Text>
      <TextField
        label={texts.key}
        helpText={texts.keyHelp}
        value={key}
        onChange={setKey}
        type="password"
        autoComplete="off"
        maxLength={150}
        error={answer?.kind === 'no-key' ? texts.refused : undefined}
      />
      <InlineStack gap="200">
        <Button
          disabled={key.trim() === ''}
          loading={fetcher.state !== 'idle'}
          onClick={() => fetcher.submit({ intent: 'connect-klaviyo', key }, channelsAction)}
        >
          {isConnected ? texts.replace : texts.connect}
        </Button>
        {isConnected && (
          <Button variant="plain" tone="critical" onClick={() => setIsAsking(true)}>
            {texts.disconnect}
          </Button>
        )}
      </InlineStack>
      <AskFirst
        isOpen={isAsking}
        title={texts.disconnectTitle}
        body={texts.disconnectBody}
        action={texts.disconnect}
        keep={texts.keep}
        onClose={() => setIsAsking(false)}
        onAction={() => fetcher.submit({ intent: 'disconnect-klaviyo' }, channelsAction)}
      />
    </ChannelCard>
  )
}
