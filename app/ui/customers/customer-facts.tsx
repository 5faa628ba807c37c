import { BlockStack, Card, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { CustomerSummary } from '../../domain/customer-page.ts'
import { Consent } from '../consent.tsx'
import { Ago, Count, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { customer as texts } from '../texts/customers.ts'
import { SpentText } from './spent.tsx'

/** Who a customer is to the shop, in five lines. */
export function CustomerFacts({ customer, now }: { customer: CustomerSummary; now: Date }) {
  const { facts } = texts
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {facts.heading}
        </Text>
        <dl className="encore-facts">
          <Fact label={facts.since}>
            <When at={customer.since} style="day" />
          </Fact>
          <Fact label={facts.orders}>
            <Orders customer={customer} now={now} />
          </Fact>
          <Fact label={facts.value}>
            <SpentText spent={customer.spent} />
            <Text as="p" tone="subdued" variant="bodySm">
              {facts.valueMeaning}
            </Text>
          </Fact>
          <Fact label={facts.rhythm}>
            <Rhythm customer={customer} />
          </Fact>
          <Fact label={facts.consent}>
            <Consent {...customer} />
          </Fact>
        </dl>
      </BlockStack>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Orders({ customer: { orders, lastOrder }, now }: { customer: CustomerSummary; now: Date }) {
  if (!lastOrder) return texts.facts.noOrders
  const parts = { count: <Count count={orders} />, ago: <Ago at={lastOrder.at} now={now} /> }
  return <Sentence text={texts.facts.ordersMeaning(orders)} with={parts} />
}

function Rhythm({ customer: { rhythm } }: { customer: CustomerSummary }) {
  if (!rhythm) return texts.facts.rhythmUnknown
  const text = texts.facts.rhythmEvery(rhythm.days, rhythm.gaps)
  return <Sentence text={text} with={{ days: <Count count={rhythm.days} /> }} />
}
