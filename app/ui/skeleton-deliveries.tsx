import { BlockStack, Box, Card, Page } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { columnsWith } from './deliveries/delivery-table.tsx'
import { SkeletonTable } from './skeleton-table.tsx'
import { deliveries } from './texts/deliveries.ts'

const columns = columnsWith(() => undefined)

/** The outline of the deliveries. */
export function SkeletonDeliveries() {
  return (
    <Page title={deliveries.title} subtitle={deliveries.what}>
      <BlockStack gap="400">
        <Card>
          <Bar percent={60} />
        </Card>
        <Card padding="0">
          <Box padding="400">
            <Bar percent={30} size="field" />
          </Box>
          <SkeletonTable label={deliveries.table} columns={columns} smallLines={[45, 85]} />
        </Card>
      </BlockStack>
    </Page>
  )
}
