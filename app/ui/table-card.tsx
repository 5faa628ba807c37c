import { BlockStack, Box, Card, Text } from '@shopify/polaris'
import { type Column, DataTable } from './data-table.tsx'

/** A card that says what a table is about and shows it; without rows it says that there are none. */
export function TableCard<Row extends { id: string }>({
  texts,
  columns,
  rows,
}: {
  /** `table` names the table for those who hear it. */
  texts: { heading: string; body: string; none: string; table: string }
  columns: Column<Row>[]
  rows: Row[]
}) {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p">{texts.body}</Text>
          {rows.length === 0 && (
            <Text as="p" tone="subdued">
              {texts.none}
            </Text>
          )}
        </BlockStack>
      </Box>
      {rows.length > 0 && (
        <DataTable label={texts.table} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
    </Card>
  )
}
