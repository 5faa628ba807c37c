import { BlockStack, Box, Button, Card, EmptyState, InlineStack, Text } from '@shopify/polaris'
import type { CustomerLine } from '../../domain/customer-page.ts'
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
      {lines.length > 0 ? <CustomerTable lines={lines} /> : <Nobody typed={typed} />}
      {(next || !isFirst) && <Pages next={next} typed={typed} isFirst={isFirst} />}
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

function Pages({ next, typed, isFirst }: { next: string | undefined; typed: string; isFirst: boolean }) {
  const search = (cursor?: string) =>
    `/app/customers?${new URLSearchParams({ ...(typed && { q: typed }), ...(cursor && { cursor }) })}`
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="space-between" gap="200">
        <div>{!isFirst && <Button url={search()}>{customers.first}</Button>}</div>
        <div>{next && <Button url={search(next)}>{customers.next}</Button>}</div>
      </InlineStack>
    </Box>
  )
}
