import { BlockStack, Box, Card, EmptyState, Text } from '@shopify/polaris'
import type { CustomerLine } from '../../domain/customer-page.ts'
import { Pages } from '../pages.tsx'
import { customers } from '../texts/customers.ts'
import { CustomerSearch } from './customer-search.tsx'
import { CustomerTable } from './customer-table.tsx'

/** Search, the customers found, and the way to the next page. */
export function CustomerList({
  customers: lines,
  next,
  typed,
  isFirst,
}: {
  customers: CustomerLine[]
  next: string | undefined
  typed: string
  isFirst: boolean
}) {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="200">
          <CustomerSearch />
          <Text as="p" tone="subdued" variant="bodySm">
            {typed ? customers.found : customers.meaning}
          </Text>
        </BlockStack>
      </Box>
      {lines.length > 0 ? (
        <CustomerTable lines={lines} />
      ) : (
        <Box paddingInline="400">
          <Nobody typed={typed} />
        </Box>
      )}
      <Pages address={(cursor) => addressOf(typed, cursor)} next={next} isFirst={isFirst} texts={customers} />
    </Card>
  )
}

function Nobody({ typed }: { typed: string }) {
  const { heading, body, action } = customers.empty
  if (!typed) {
    return (
      <EmptyState heading={heading} image="/nobody.svg" action={{ content: action, url: '/app' }}>
        <p>{body}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState heading={customers.notFound.heading(typed)} image="/nobody.svg">
      <p>{customers.notFound.body}</p>
    </EmptyState>
  )
}

function addressOf(typed: string, cursor: string | undefined): string {
  return `/app/customers?${new URLSearchParams({ ...(typed && { q: typed }), ...(cursor && { cursor }) })}`
}
