import { Button, InlineStack, Link, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { Topic } from '../../domain/budget/topic.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import { journeyUrl } from '../addresses.ts'
import { AskFirst } from '../ask-first.tsx'
import { capital } from '../format.ts'
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

/** What is said where it was done, and where it was not. */
export interface Words {
  done: string
  refused?: (why: string | undefined) => string
}

/** Asks the server for something. */
export type Send = (words: Words, fields: Record<string, string>) => void

/** A walk with a way out of it, and of each of its contacts; both ask before they act. */
export function PlannedWalk({ walk, isBusy, send }: { walk: ShownWalk; isBusy: boolean; send: Send }) {
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
                  <Asked
                    texts={texts.ask.skip(words)}
                    variant="tertiary"
                    isBusy={isBusy}
                    onAction={() =>
                      send(
                        { done: texts.said.skip(words) },
                        { intent: 'skip', enrollmentId, stepId: touch.stepId },
                      )
                    }
                  />
                )}
              </InlineStack>
            </li>
          )
        })}
      </ul>
      <div>
        <Asked
          texts={texts.ask.stop(journey.name)}
          isBusy={isBusy}
          onAction={() => send({ done: texts.said.stop(journey.name) }, { intent: 'stop', enrollmentId })}
        />
      </div>
    </section>
  )
}

/** A button that asks before it acts. */
function Asked({
  texts: { label, named, title, body, keep },
  variant,
  isBusy,
  onAction,
}: {
  texts: AskedWords
  variant?: 'tertiary'
  isBusy: boolean
  onAction(): void
}) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button
        size="slim"
        variant={variant}
        disabled={isBusy}
        accessibilityLabel={named}
        onClick={() => setIsAsking(true)}
      >
        {label}
      </Button>
      <AskFirst
        isOpen={isAsking}
        title={title}
        body={body}
        action={label}
        keep={keep}
        onClose={() => setIsAsking(false)}
        onAction={onAction}
      />
    </>
  )
}

interface AskedWords {
  label: string
  named: string
  title: string
  body: string
  keep: string
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
