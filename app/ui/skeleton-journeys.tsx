import { BlockStack, Card, Page } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { journeys } from './texts/journeys.ts'
import { journeyEditor } from './texts/journeys-editor.ts'

const cards = [72, 64, 80]
const steps = [40, 55, 48, 60]

/** The outline of the list of journeys. */
export function SkeletonJourneys() {
  return (
    <Page title={journeys.title} subtitle={journeys.what} secondaryActions={[{ content: journeys.import }]}>
      <Card padding="0">
        <ul className="encore-rules" aria-hidden="true">
          {cards.map((percent) => (
            <li key={percent}>
              <div className="encore-rule">
                <div className="encore-rule-text">
                  <Bar percent={30} />
                  <Bar percent={percent} />
                  <Bar percent={40} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}

/** The outline of one journey's page. */
export function SkeletonJourney() {
  return (
    <Page
      title={journeyEditor.arriving}
      backAction={{ content: journeys.title, url: '/app/journeys' }}
      fullWidth
    >
      <div className="encore-editor">
        <BlockStack gap="400">
          <Card>
            <BlockStack gap="400">
              <Bar percent={100} size="field" />
              <Bar percent={60} />
            </BlockStack>
          </Card>
          {steps.map((percent) => (
            <Card key={percent}>
              <BlockStack gap="100">
                <Bar percent={20} size="small" />
                <Bar percent={percent} />
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
        <Card>
          <Bar percent={80} />
        </Card>
      </div>
    </Page>
  )
}
