import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris'
import { ordersUrl, togetherUrl } from './addresses.ts'
import { Bar } from './bar.tsx'
import { offers } from './texts/offers.ts'

const rules = [72, 64, 80, 58]

/** The outline of the list of rules. */
export function SkeletonOffers() {
  return (
    <Page
      title={offers.title}
      subtitle={offers.what}
      primaryAction={{ content: offers.create, url: '/app/offers/new' }}
      secondaryActions={[
        { content: offers.orders, url: ordersUrl() },
        { content: offers.together, url: togetherUrl() },
      ]}
    >
      <Card padding="0">
        <ol className="encore-rules" aria-hidden="true">
          {rules.map((percent) => (
            <li key={percent}>
              <div className="encore-rule">
                <span className="encore-rule-handle" />
                <div className="encore-rule-text">
                  <Bar percent={30} />
                  <Bar percent={percent} />
                  <Bar percent={40} />
                </div>
              </div>
            </li>
          ))}
        </ol>
        <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
          <BlockStack gap="100">
            <Text as="h2" variant="headingSm">
              {offers.otherwiseHeading}
            </Text>
            <Text as="p" tone="subdued">
              {offers.otherwise}
            </Text>
          </BlockStack>
        </Box>
      </Card>
    </Page>
  )
}
