import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { columns } from './customers/customer-table.tsx'
import { SkeletonTable } from './skeleton-table.tsx'
import { customers } from './texts/customers.ts'

/** The outline of the list of customers. */
export function SkeletonCustomers() {
  return (
    <Page title={customers.title}>
      <Card padding="0">
        <Box padding="400">
          <BlockStack gap="200">
            <Bar percent={100} size="field" />
            <Text as="p" tone="subdued" variant="bodySm">
              {customers.meaning}
            </Text>
          </BlockStack>
        </Box>
        <SkeletonTable label={customers.table} columns={columns} smallLines={[75]} isCompact />
      </Card>
    </Page>
  )
}
