import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { channels as texts } from '../texts/channels.ts'

/** Where the cards of this page send what is pressed. */
export const channelsAction = { method: 'post', action: '/app/settings/channels?index' } as const

/** One way to reach people: what it is, whether it is connected, and what can be done about it. */
export function ChannelCard({
  heading,
  isConnected,
  children,
}: {
  heading: string
  /** Missing for what is no channel. */
  isConnected?: boolean
  children: ReactNode
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {heading}
          </Text>
          {isConnected !== undefined && (
            <Badge tone={isConnected ? 'success' : undefined}>{isConnected ? texts.on : texts.off}</Badge>
          )}
        </InlineStack>
        {children}
      </BlockStack>
    </Card>
  )
}
