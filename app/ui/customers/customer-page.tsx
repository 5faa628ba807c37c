import { Banner, BlockStack, Page, Text } from '@shopify/polaris'
import type { CustomerSummary } from '../../domain/customer-page.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { TimelineEntry, TimelineFilter } from '../../domain/timeline.ts'
import { customerUrl } from '../addresses.ts'
import { When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { customers, customer as texts } from '../texts/customers.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { useOlder } from '../timeline/use-older.ts'
import { ContactBudget, type ShownBudget } from './contact-budget.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { Planned } from './planned.tsx'
import type { ShownWalk } from './planned-walk.tsx'

const back = { content: customers.title, url: '/app/customers' }

/** One customer: who they are on the left, what happened on the right. */
export function CustomerPage({
  customer,
  plan,
  entries,
  next,
  filter,
  now,
}: {
  customer: CustomerSummary
  plan: { walks: ShownWalk[]; budget: ShownBudget; journeys: { id: string; name: string }[] }
  entries: TimelineEntry[]
  next: string | undefined
  filter: TimelineFilter | undefined
  now: Date
}) {
  const address = `${customerUrl(customer.id)}?${filter ? `filter=${filter}&` : ''}`
  const { older, hasOlder, isLoading, readOlder } = useOlder(address, next)
  const shown = new Set(entries.map((entry) => entry.key))
  return (
    <Page title={nameOf(customer)} subtitle={customer.name ? customer.email : undefined} backAction={back}>
      <div className="encore-customer">
        <BlockStack gap="400">
          <CustomerFacts customer={customer} now={now} />
          <Planned customerId={customer.id} walks={plan.walks} journeys={plan.journeys} />
          <ContactBudget budget={plan.budget} />
        </BlockStack>
        <Timeline
          entries={[...entries, ...older.filter((entry) => !shown.has(entry.key))]}
          filter={filter}
          hasOlder={hasOlder}
          isLoading={isLoading}
          onOlder={readOlder}
        />
      </div>
    </Page>
  )
}

/** What a customer is called. */
export function nameOf({ name, email }: Pick<CustomerSummary, 'name' | 'email'>): string {
  return name ?? email ?? texts.noName
}

/** Stands where a customer was who is now another. */
export function MergedCustomer({ intoId }: { intoId: ShopifyId<'Customer'> }) {
  const { title, heading, body, action } = texts.merged
  return (
    <Page title={title} backAction={back} narrowWidth>
      <Banner tone="info" title={heading} action={{ content: action, url: customerUrl(intoId) }}>
        <Text as="p">{body}</Text>
      </Banner>
    </Page>
  )
}

/** Stands where a customer was who is gone. */
export function DeletedCustomer({ at }: { at: Date }) {
  const { title, heading, body, action } = texts.deleted
  return (
    <Page title={title} backAction={back} narrowWidth>
      <Banner tone="info" title={heading} action={{ content: action, url: '/app/customers' }}>
        <Text as="p">
          <Sentence text={body} with={{ date: <When at={at} style="day" /> }} />
        </Text>
      </Banner>
    </Page>
  )
}

/** Stands where a customer was who asked to be forgotten. */
export function ForgottenCustomer() {
  const { title, heading, body, action } = texts.forgotten
  return (
    <Page title={title} backAction={back} narrowWidth>
      <Banner tone="info" title={heading} action={{ content: action, url: '/app/customers' }}>
        <Text as="p">{body}</Text>
      </Banner>
    </Page>
  )
}
