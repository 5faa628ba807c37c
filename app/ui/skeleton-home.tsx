import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { home } from './texts/home.ts'

const { figures } = home
const counted = [figures.ordersToday, figures.customersKnown, figures.offersShown, figures.offersAccepted]
const lines = [62, 48, 55, 70, 44, 58, 66, 50]

/** The outline of the home page of a shop that is set up. */
export function SkeletonHome() {
  return (
    <Page title={home.title}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Heading text={home.needs.heading} />
            <Bar percent={40} />
          </BlockStack>
        </Card>
        <Card>
          <div className="encore-figures">
            {counted.map(({ label, meaning }) => (
              <BlockStack key={label} gap="100">
                <Text as="h3" variant="headingSm">
                  {label}
                </Text>
                <Bar percent={40} size="figure" />
                <Text as="p" variant="bodySm" tone="subdued">
                  {meaning}
                </Text>
              </BlockStack>
            ))}
          </div>
        </Card>
        <Card>
          <BlockStack gap="300">
            <BlockStack gap="100">
              <Heading text={home.today.heading} />
              <Bar percent={50} />
            </BlockStack>
            <ul className="encore-feed" aria-hidden="true">
              {lines.map((percent) => (
                <li key={percent}>
                  <span className="encore-feed-time">
                    <Bar percent={70} />
                  </span>
                  <Bar percent={percent} />
                </li>
              ))}
            </ul>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  )
}

function Heading({ text }: { text: string }) {
  return (
    <Text as="h2" variant="headingMd">
      {text}
    </Text>
  )
}
