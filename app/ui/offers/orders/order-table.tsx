import { Badge, Button, InlineStack, Text } from '@shopify/polaris'
import type { Money } from '../../../domain/money.ts'
import { type Coverage, surfaces } from '../../../domain/offers/coverage.ts'
import type { ShopifyId } from '../../../domain/shopify-id.ts'
import { type Column, DataTable } from '../../data-table.tsx'
import { Amount, When } from '../../reader.tsx'
import { orderBrowser as texts } from '../../texts/order-browser.ts'
import { SurfaceStateText } from './surface-state.tsx'

/** One order as the list shows it. */
export interface ListedOrder {
  id: ShopifyId<'Order'>
  name: string
  at: Date
  total: Money
  isTest: boolean
  isCancelled: boolean
  coverage: Coverage
  offered: string[]
}

/** Orders with a strip of surfaces each; every one opens to its decisions. */
export function OrderTable({
  orders,
  onOpen,
}: {
  orders: ListedOrder[]
  onOpen: (order: ListedOrder) => void
}) {
  return <DataTable label={texts.table} columns={columnsWith(onOpen)} rows={orders} rowKey={({ id }) => id} />
}

/** What the list tells of each order. */
export function columnsWith(onOpen: (order: ListedOrder) => void): Column<ListedOrder>[] {
  return [
    { key: 'order', widthPercent: 21, label: texts.columns.order, cell: (order) => <Order order={order} /> },
    ...surfaces.map((surface) => ({
      key: surface,
      widthPercent: 17,
      label: texts.surface[surface],
      cell: (order: ListedOrder) =>
        isFromBefore(order) ? null : <SurfaceStateText state={order.coverage[surface]} />,
    })),
    {
      key: 'action',
      widthPercent: 11,
      label: texts.columns.action,
      isEnd: true,
      isBare: true,
      cell: (order) => (
        <Button size="slim" onClick={() => onOpen(order)} accessibilityLabel={texts.openOf(order.name)}>
          {texts.open}
        </Button>
      ),
    },
  ]
}

/** Of an order from before the installation there is nothing to say of each surface. */
function isFromBefore({ coverage }: ListedOrder): boolean {
  return Object.values(coverage).every((state) => 'why' in state && state.why === 'before-encore')
}

function Order({ order }: { order: ListedOrder }) {
  const { name, at, total, isTest, isCancelled, offered } = order
  return (
    <>
      <InlineStack gap="100" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
        {isTest && <Badge>{texts.test}</Badge>}
        {isCancelled && <Badge tone="critical">{texts.cancelled}</Badge>}
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        <When at={at} style="moment" />, <Amount money={total} />
      </Text>
      {offered.length > 0 && (
        <Text as="p" variant="bodySm">
          {offered.join(', ')}
        </Text>
      )}
      {isFromBefore(order) && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.before}
        </Text>
      )}
    </>
  )
}
