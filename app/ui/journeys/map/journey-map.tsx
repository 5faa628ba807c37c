import { BlockStack, Card, Text } from '@shopify/polaris'
import { allSteps } from '../../../domain/journeys/plan.ts'
import { lanesOf, type Step } from '../../../domain/journeys/steps.ts'
import { formatCount } from '../../format.ts'
import { journeyEditor } from '../../texts/journeys-editor.ts'
import { beginSentence } from '../begin-words.ts'
import { useEditing } from '../editing.ts'
import { OpenPanel } from '../panel.tsx'
import { plainOf } from '../said.tsx'
import { laneWords, stepWords } from '../step-words.ts'
import { MapDrawing } from './map-drawing.tsx'

const texts = journeyEditor.map

/** The whole journey drawn, and the same as a list for who does not see or point. */
export function JourneyMap() {
  const { isWide, chosen } = useEditing()
  return (
    <BlockStack gap="400">
      <Card padding="0">
        <MapDrawing />
      </Card>
      {!isWide && chosen && (
        <Card>
          <OpenPanel />
        </Card>
      )}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {texts.list}
          </Text>
          <MapList />
        </BlockStack>
      </Card>
    </BlockStack>
  )
}

function MapList() {
  const { definition, names, choose, chosen } = useEditing()
  return (
    <>
      <button
        type="button"
        className="encore-said-part"
        aria-pressed={chosen?.kind === 'begin'}
        onClick={() => choose({ kind: 'begin' })}
      >
        {plainOf(beginSentence(definition, names))}
      </button>
      <ListedSteps steps={definition.steps} />
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.steps(allSteps(definition.steps).length)}
      </Text>
    </>
  )
}

function ListedSteps({ steps }: { steps: readonly Step[] }) {
  const { definition, names, choose, chosen, people } = useEditing()
  return (
    <ol className="encore-map-list">
      {steps.map((step) => {
        const here = people[step.id] ?? 0
        const lanes = lanesOf(step)
        return (
          <li key={step.id}>
            <button
              type="button"
              className="encore-said-part"
              aria-pressed={chosen?.kind === 'step' && chosen.id === step.id}
              onClick={() => choose({ kind: 'step', id: step.id })}
            >
              <span suppressHydrationWarning>{stepWords(step, names)}</span>
            </button>
            {here > 0 && (
              <Text as="span" tone="subdued">
                {' '}
                <span suppressHydrationWarning>
                  {journeyEditor.steps.here(formatCount(here, names.reader))}
                </span>
              </Text>
            )}
            {lanes.map(({ name, steps: inner }) => (
              <div key={name}>
                <Text as="p" tone="subdued">
                  {laneWords(definition.steps, { stepId: step.id, name }, names)}
                </Text>
                {inner.length > 0 ? (
                  <ListedSteps steps={inner} />
                ) : (
                  <Text as="p">{journeyEditor.steps.empty}</Text>
                )}
              </div>
            ))}
          </li>
        )
      })}
    </ol>
  )
}
