import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, Card, InlineStack, Link, Select, Text } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import type { Topic } from '../../domain/budget/topic.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import { journeyUrl } from '../addresses.ts'
import { When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { journeyDryRun } from '../texts/journeys-dry-run.ts'
import { journeysPlanned as texts } from '../texts/journeys-planned.ts'
import { matterIn } from '../texts/open-matters.ts'
import { touchWords } from '../texts/timeline-journeys.ts'

/** One of the customer's walks, with what it would say next. */
export interface ShownWalk {
  enrollmentId: string
  journey: { id: string; name: string; status: string }
  status: 'entering' | 'active'
  dueAt: Date
  touches: {
    stepId: string
    topic: Topic
    says: { kind: 'message'; template: TemplateId } | { kind: 'offer' }
    at: Date | undefined
    heldFor: { kind: string; matter?: string | undefined } | undefined
    isSkipped: boolean
  }[]
}

type ShownTouch = ShownWalk['touches'][number]

interface Answer {
  kind: 'stopped' | 'begun' | 'begun-before' | 'refused'
  why?: string
}

/** What is said where it was done, and where it was not. */
interface Words {
  done: string
  refused?: (why: string | undefined) => string
}

type Send = (words: Words, fields: Record<string, string>) => void

/** What is planned for a customer, with a way out of each. */
export function Planned({
  customerId,
  walks,
  journeys,
}: {
  customerId: string
  walks: ShownWalk[]
  journeys: { id: string; name: string }[]
}) {
  const fetcher = useFetcher<Answer>()
  const shopify = useAppBridge()
  const asked = useRef<Words>()
  const send: Send = (words, fields) => {
    asked.current = words
    fetcher.submit(fields, { method: 'post', action: '/app/journeys/walks' })
  }
  useEffect(() => {
    if (fetcher.state !== 'idle' || !fetcher.data || !asked.current) return
    const { kind, why } = fetcher.data
    const { done, refused } = asked.current
    const isRefused = kind === 'refused'
    shopify.toast.show(isRefused ? (refused?.(why) ?? texts.said.gone) : done, { isError: isRefused })
    asked.current = undefined
  }, [fetcher.state, fetcher.data, shopify])
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        {walks.length === 0 && <Text as="p">{texts.none}</Text>}
        {walks.map((walk) => (
          <Walk key={walk.enrollmentId} walk={walk} isBusy={fetcher.state !== 'idle'} send={send} />
        ))}
        {journeys.length > 0 && (
          <Begin journeys={journeys} customerId={customerId} isBusy={fetcher.state !== 'idle'} send={send} />
        )}
      </BlockStack>
    </Card>
  )
}

function Begin({
  customerId,
  journeys,
  isBusy,
  send,
}: {
  customerId: string
  journeys: { id: string; name: string }[]
  isBusy: boolean
  send: Send
}) {
  const [chosen, setChosen] = useState('')
  const journey = journeys.find(({ id }) => id === chosen)
  const begin = () => {
    if (!journey) return
    const fields = { intent: 'begin', journeyId: journey.id, customerId, call: crypto.randomUUID() }
    send({ done: texts.said.begin(journey.name), refused: notBegun(journey.name) }, fields)
    setChosen('')
  }
  return (
    <BlockStack gap="200">
      <Select
        label={texts.begin.label}
        options={[
          { value: '', label: texts.begin.none },
          ...journeys.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      <div>
        <Button size="slim" disabled={!journey || isBusy} onClick={begin}>
          {texts.begin.action}
        </Button>
      </div>
    </BlockStack>
  )
}

const refusals: Record<string, string> = texts.refusals

/** Why a journey does not begin for them. */
export function notBegun(journey: string): (why: string | undefined) => string {
  return (why) => texts.said.notBegun(journey, refusals[why ?? ''] ?? texts.said.gone)
}

function Walk({ walk, isBusy, send }: { walk: ShownWalk; isBusy: boolean; send: Send }) {
  const { enrollmentId, journey, status, dueAt, touches } = walk
  return (
    <section className="encore-planned" aria-label={journey.name}>
      <Text as="h3" variant="headingSm">
        <Sentence
          text={status === 'entering' ? texts.expected : texts.walk}
          with={{
            journey: <Link url={journeyUrl(journey.id)}>{journey.name}</Link>,
            at: <When at={dueAt} style="day" />,
          }}
        />
      </Text>
      {journey.status === 'paused' && <Text as="p">{texts.paused}</Text>}
      {touches.length === 0 && (
        <Text as="p" tone="subdued">
          {texts.unclear}
        </Text>
      )}
      <ul className="encore-plain-list">
        {touches.map((touch) => {
          const words = touchText(touch)
          return (
            <li key={touch.stepId}>
              <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
                <PlannedTouch touch={touch} />
                {!touch.isSkipped && (
                  <Button
                    size="slim"
                    variant="tertiary"
                    disabled={isBusy}
                    accessibilityLabel={texts.skipNamed(words)}
                    onClick={() =>
                      send(
                        { done: texts.said.skip(words) },
                        { intent: 'skip', enrollmentId, stepId: touch.stepId },
                      )
                    }
                  >
                    {texts.skip}
                  </Button>
                )}
              </InlineStack>
            </li>
          )
        })}
      </ul>
      <div>
        <Button
          size="slim"
          disabled={isBusy}
          accessibilityLabel={texts.stopNamed(journey.name)}
          onClick={() => send({ done: texts.said.stop(journey.name) }, { intent: 'stop', enrollmentId })}
        >
          {texts.stop}
        </Button>
      </div>
    </section>
  )
}

const reasons: Record<string, string> = journeyDryRun.budget.reasons

function PlannedTouch({ touch }: { touch: ShownTouch }) {
  const { at, heldFor, isSkipped } = touch
  const text = isSkipped ? texts.skipped : heldFor ? texts.held : at ? texts.next : texts.later
  const reason = heldFor && (matterIn(heldFor.matter) ?? reasons[heldFor.kind] ?? heldFor.kind)
  return (
    <Text as="p" tone={isSkipped ? 'subdued' : undefined}>
      <Sentence
        text={text}
        with={{ touch: capital(touchText(touch)), at: at && <When at={at} style="moment" />, reason }}
      />
    </Text>
  )
}

function touchText({ says, topic }: ShownTouch): string {
  return touchWords({ says, topic, channel: undefined, journey: undefined })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
