import { useFetcher } from '@remix-run/react'
import { Banner, Button, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { AskFirst } from '../ask-first.tsx'
import { channels } from '../texts/channels.ts'
import { ChannelCard, channelsAction } from './channel-card.tsx'

const texts = channels.links

/** The links of preferences that messages carry: all of them can be made new. */
export function PreferenceLinks() {
  const fetcher = useFetcher<{ kind: string }>()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <ChannelCard heading={texts.heading}>
      <Text as="p">{texts.body}</Text>
      <InlineStack>
        <Button loading={fetcher.state !== 'idle'} onClick={() => setIsAsking(true)}>
          {texts.renew}
        </Button>
      </InlineStack>
      {fetcher.data?.kind === 'renewed' && <Banner tone="success">{texts.renewed}</Banner>}
      <AskFirst
        isOpen={isAsking}
        title={texts.renewTitle}
        body={texts.renewBody}
        action={texts.renew}
        keep={texts.keep}
        onClose={() => setIsAsking(false)}
        onAction={() => fetcher.submit({ intent: 'renew-links' }, channelsAction)}
      />
    </ChannelCard>
  )
}
