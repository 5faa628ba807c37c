import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { customer, customers } from './texts/customers.ts'
import { timeline } from './texts/timeline.ts'

const { facts, arriving: texts } = customer
const back = { content: customers.title, url: '/app/customers' }
const labels = [facts.since, facts.orders, facts.value, facts.rhythm, facts.consent]
const entries = [52, 40, 58, 46, 62, 38, 50, 44]

/** The outline of one customer's page. */
export function SkeletonCustomer() {
  return (
    <Page title={texts.title} subtitle={texts.subtitle} backAction={back}>
      <div className="encore-customer">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {facts.heading}
            </Text>
            <dl className="encore-facts">
              {labels.map((label) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <Bar percent={70} />
                    {label === facts.value && (
                      <Text as="p" tone="subdued" variant="bodySm">
                        {facts.valueMeaning}
                      </Text>
                    )}
                    {label === facts.consent && <Bar percent={60} />}
                  </dd>
                </div>
              ))}
            </dl>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              {timeline.heading}
            </Text>
            <Bar percent={60} size="field" />
            <div aria-hidden="true">
              <Bar percent={30} />
              {entries.map((percent) => (
                <div key={percent} className="encore-entry">
                  <div className="encore-entry-outline">
                    <Bar percent={percent} />
                  </div>
                </div>
              ))}
            </div>
          </BlockStack>
        </Card>
      </div>
    </Page>
  )
}
