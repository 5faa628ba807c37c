import { Box, Card, EmptyState, InlineStack } from '@shopify/polaris'
import { useState } from 'react'
import { type DeliveryLine, type DeliveryTab, deliveryTabs } from '../../domain/deliveries.ts'
import { Choices } from '../choices.tsx'
import { Pages } from '../pages.tsx'
import { deliveries as texts } from '../texts/deliveries.ts'
import { DeliveryBody } from './delivery-body.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { Retried, RetryAll } from './retry.tsx'

/** The lists of deliveries: tabs, lines, and the way to older ones. */
export function DeliveryList({
  deliveries,
  tab,
  next,
  isFirst,
}: {
  deliveries: DeliveryLine[]
  tab: DeliveryTab
  next: string | undefined
  isFirst: boolean
}) {
  const [shown, setShown] = useState<DeliveryLine>()
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="300" blockAlign="center">
            <Tabs tab={tab} />
            <Retried />
          </InlineStack>
          {tab === 'aside' && deliveries.length > 0 && <RetryAll />}
        </InlineStack>
      </Box>
      {deliveries.length > 0 ? (
        <DeliveryTable lines={deliveries} onShow={setShown} />
      ) : (
        <Box paddingInline="400">
          <EmptyState heading={texts.empty[tab].heading} image="/nothing.svg">
            <p>{texts.empty[tab].body}</p>
          </EmptyState>
        </Box>
      )}
      <Pages address={(cursor) => addressOf(tab, cursor)} next={next} isFirst={isFirst} texts={texts} />
      {shown && <DeliveryBody line={shown} onClose={() => setShown(undefined)} />}
    </Card>
  )
}

function Tabs({ tab }: { tab: DeliveryTab }) {
  return (
    <Choices
      label={texts.tabs.label}
      choices={deliveryTabs.map((each) => ({
        label: texts.tabs[each],
        url: `/app/deliveries?tab=${each}`,
        isChosen: each === tab,
      }))}
    />
  )
}

function addressOf(tab: DeliveryTab, cursor: string | undefined): string {
  return `/app/deliveries?${new URLSearchParams({ tab, ...(cursor && { cursor }) })}`
}
