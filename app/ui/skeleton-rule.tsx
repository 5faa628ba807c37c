import { BlockStack, Card, Page, Text } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { offerEditor as texts } from './texts/offer-editor.ts'

const cards = [texts.when.heading, texts.result.heading, texts.incentive.heading, texts.placements.heading]

/** The outline of one rule's page. */
export function SkeletonRule() {
  return (
    <Page title={texts.arriving} backAction={{ content: texts.back, url: '/app/offers' }} fullWidth>
      <div className="encore-editor">
        <BlockStack gap="400">
          <Card>
            <BlockStack gap="400">
              <Bar percent={100} size="field" />
              <Bar percent={80} />
            </BlockStack>
          </Card>
          {cards.map((heading) => (
            <Card key={heading}>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {heading}
                </Text>
                <Bar percent={100} size="field" />
                <Bar percent={60} />
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              {texts.preview.heading}
            </Text>
            <Bar percent={100} size="field" />
            <Bar percent={80} />
          </BlockStack>
        </Card>
      </div>
    </Page>
  )
}
