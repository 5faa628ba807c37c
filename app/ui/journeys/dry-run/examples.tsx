import { Link, Text } from '@shopify/polaris'
import type { JourneyDefinition } from '../../../domain/journeys/journey.ts'
import { allSteps } from '../../../domain/journeys/plan.ts'
import type { ExampleWalk } from '../../../domain/journeys/simulate-report.ts'
import { isShopifyId } from '../../../domain/shopify-id.ts'
import { customerUrl } from '../../addresses.ts'
import type { Names } from '../../conditions/words.ts'
import { When } from '../../reader.tsx'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'
import { endWords } from '../../texts/timeline-journeys.ts'
import { stepWords } from '../step-words.ts'
import { eventWords } from './event-words.ts'

const texts = journeyDryRun.examples

interface Props {
  people: Record<string, string>
  definition: JourneyDefinition | undefined
  names: Names
}

/** Real people, each with what they would have met; they open. */
export function Examples({ examples, ...props }: Props & { examples: ExampleWalk[] }) {
  return (
    <ul className="encore-day">
      {examples.map((example) => (
        <li key={example.customerId}>
          <Example example={example} {...props} />
        </li>
      ))}
    </ul>
  )
}

function Example({ example, people, definition, names }: Props & { example: ExampleWalk }) {
  const { customerId, orderId, enteredAt, events, end } = example
  const name = people[customerId] || texts.nameless
  const order = orderId === undefined ? undefined : people[orderId]
  const steps = new Map(definition ? allSteps(definition.steps).map((step) => [step.id, step]) : [])
  const wordsOf = (id: string) => {
    const step = steps.get(id)
    return step ? stepWords(step, names) : ''
  }
  return (
    <details className="encore-entry">
      <summary>
        <span className="encore-entry-text">
          <b>{name}</b>
          {order && ` ${texts.after.replace('{order}', order)}`}
        </span>
        <span className="encore-entry-time">
          <When at={new Date(enteredAt)} style="day" />
        </span>
      </summary>
      <div className="encore-evidence">
        <ol className="encore-plain-list">
          <Line at={enteredAt} words={texts.began} />
          {events.map((event, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its place.
            <Line key={place} at={event.at} words={eventWords(event, wordsOf, names.reader)} />
          ))}
          {end ? (
            <Line at={end.at} words={endWords[end.why]} />
          ) : (
            <li>
              <Text as="span" tone="subdued">
                {texts.underWay}
              </Text>
            </li>
          )}
        </ol>
        {isShopifyId('Customer', customerId) && (
          <p>
            <Link url={customerUrl(customerId)} accessibilityLabel={texts.openOf(name)}>
              {texts.open}
            </Link>
          </p>
        )}
      </div>
    </details>
  )
}

function Line({ at, words }: { at: string; words: string }) {
  return (
    <li className="encore-example-line">
      <span className="encore-example-time">
        <When at={new Date(at)} style="moment" />
      </span>
      <span suppressHydrationWarning>{words}</span>
    </li>
  )
}
