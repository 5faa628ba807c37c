import { BlockStack, Card, Page } from '@shopify/polaris'
import { Bar } from './bar.tsx'
import { together } from './texts/together.ts'

const lines = [70, 55, 64, 48, 60, 52]

/** The outline of what goes together. */
export function SkeletonTogether() {
  return (
    <Page
      title={together.title}
      subtitle={together.what}
      backAction={{ content: together.back, url: '/app/offers' }}
      fullWidth
    >
      <div className="encore-together-board" aria-hidden="true">
        <Card>
          <BlockStack gap="300">
            <Bar percent={30} />
            <Bar percent={100} size="field" />
            <svg className="encore-map" viewBox="0 0 640 500" />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            {lines.map((percent) => (
              <Bar key={percent} percent={percent} size="field" />
            ))}
          </BlockStack>
        </Card>
      </div>
    </Page>
  )
}
