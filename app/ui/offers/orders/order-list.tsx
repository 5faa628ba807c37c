import { Banner, BlockStack, Box, Button, Card, EmptyState, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { type CoverageFilter, isNarrow } from '../../../domain/offers/coverage-filter.ts'
import { digitsOf } from '../../../domain/shopify-id.ts'
import { ordersUrl } from '../../addresses.ts'
import { Pages } from '../../pages.tsx'
import { Count } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { orderBrowser as texts } from '../../texts/order-browser.ts'
import { useDownload } from '../../use-download.ts'
import { OrderDecision } from './order-decision.tsx'
import { OrderFilters } from './order-filters.tsx'
import { type ListedOrder, OrderTable } from './order-table.tsx'

/** Filters, the orders of one page, and the way to older ones. */
export function OrderList({
  orders,
  next,
  lookedAt,
  typed,
  filter,
  isFirst,
  opened,
}: {
  orders: ListedOrder[]
  next: string | undefined
  lookedAt: number
  typed: string
  filter: CoverageFilter
  isFirst: boolean
  /** The digits of the order that stands open from the beginning. */
  opened: string | undefined
}) {
  const [shown, setShown] = useState(opened)
  const asked = { q: typed, ...filter }
  return (
    <Card padding="0">
      <Box padding="400">
        <OrderFilters typed={typed} filter={filter}>
          <BlockStack gap="300">
            <Text as="p" tone="subdued" variant="bodySm">
              {texts.meaning}
            </Text>
            <Export asked={asked} />
          </BlockStack>
        </OrderFilters>
      </Box>
      {orders.length > 0 ? (
        <OrderTable orders={orders} onOpen={({ id }) => setShown(digitsOf(id))} />
      ) : (
        <Nothing isAsked={typed !== '' || isNarrow(filter)} hasMore={next !== undefined} />
      )}
      {isNarrow(filter) && next && (
        <Box paddingInline="400" paddingBlockEnd="300">
          <Text as="p" tone="subdued" variant="bodySm">
            <Sentence text={texts.lookedAt(lookedAt)} with={{ count: <Count count={lookedAt} /> }} />
          </Text>
        </Box>
      )}
      <Pages
        address={(cursor) => ordersUrl({ ...asked, cursor })}
        next={next}
        isFirst={isFirst}
        texts={texts}
      />
      {shown && <OrderDecision digits={shown} onClose={() => setShown(undefined)} />}
    </Card>
  )
}

function Export({ asked }: { asked: Record<string, string | undefined> }) {
  const address = ordersUrl(asked).replace('/orders', '/orders/export')
  const { download, isLoading, hasFailed } = useDownload(address, texts.exportFile)
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={download} loading={isLoading}>
          {texts.export}
        </Button>
        <Text as="span" tone="subdued" variant="bodySm">
          {texts.exportMeaning}
        </Text>
      </InlineStack>
      {hasFailed && <Banner tone="critical">{texts.exportFailed}</Banner>}
    </>
  )
}

function Nothing({ isAsked, hasMore }: { isAsked: boolean; hasMore: boolean }) {
  const { heading, body, filtered, filteredBody, further, furtherBody } = texts.empty
  const [title, text] = hasMore
    ? [further, furtherBody]
    : isAsked
      ? [filtered, filteredBody]
      : [heading, body]
  return (
    <Box paddingInline="400">
      <EmptyState heading={title} image="/nothing.svg">
        <p>{text}</p>
      </EmptyState>
    </Box>
  )
}
