import { Box, Card, Page } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { columnsWith } from './offers/orders/order-table.tsx'
import { SkeletonTable } from './skeleton-table.tsx'
import { orderBrowser } from './texts/order-browser.ts'

const columns = columnsWith(() => undefined)

/** The outline of the order browser. */
export function SkeletonOrders() {
  return (
    <Page
      title={orderBrowser.title}
      subtitle={orderBrowser.what}
      backAction={{ content: orderBrowser.back, url: '/app/offers' }}
      fullWidth
    >
      <Card padding="0">
        <Box padding="400">
          <Bar percent={100} size="field" />
          <Bar percent={70} size="small" />
          <Bar percent={20} size="field" />
        </Box>
        <SkeletonTable label={orderBrowser.table} columns={columns} smallLines={[80]} />
      </Card>
    </Page>
  )
}
