import { Badge, InlineStack, Link, Text } from '@shopify/polaris'
import { MenuHorizontalIcon } from '@shopify/polaris-icons'
import { ActionMenu } from '../../action-menu.tsx'
import { dryRunUrl, journeyUrl } from '../../addresses.ts'
import type { Names } from '../../conditions/words.ts'
import { Count, useReader } from '../../reader.tsx'
import { journeys as texts } from '../../texts/journeys.ts'
import { journeysEffect } from '../../texts/journeys-effect.ts'
import { effectWords } from '../effect-words.ts'
import { journeyWords } from '../journey-words.ts'
import type { ListedJourney } from '../listed-journey.ts'
import type { JourneyAction } from './use-journey-actions.ts'

/** One journey: its sentence, whether it is live, who walks it, and what may be done to it. */
export function JourneyCard({
  journey,
  names,
  isBusy,
  act,
}: {
  journey: ListedJourney
  names: Omit<Names, 'reader'>
  isBusy: boolean
  act: (action: JourneyAction) => void
}) {
  const reader = useReader()
  const { id, name, definition, status, hasChanges, liveVersion } = journey
  return (
    <div className="encore-rule is-journey" aria-busy={isBusy}>
      <div className="encore-rule-text">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            <Link url={journeyUrl(id)} removeUnderline>
              {name}
            </Link>
          </Text>
          <JourneyStatus status={status} />
          {hasChanges && liveVersion !== undefined && <Badge tone="info">{texts.hasChanges}</Badge>}
        </InlineStack>
        <Text as="p">
          <span suppressHydrationWarning>
            {definition ? journeyWords(definition, { ...names, reader }) : texts.unreadable}
          </span>
        </Text>
        {liveVersion !== undefined && <Figures journey={journey} currency={names.currency} />}
      </div>
      <More journey={journey} act={act} />
    </div>
  )
}

const tones = { live: 'success', paused: 'warning', draft: 'info', archived: undefined } as const

/** How a journey stands, in a word. */
export function JourneyStatus({ status }: { status: ListedJourney['status'] }) {
  return <Badge tone={tones[status]}>{texts.status[status]}</Badge>
}

function Figures({
  journey: { counts, effect },
  currency,
}: {
  journey: Pick<ListedJourney, 'counts' | 'effect'>
  currency: string
}) {
  const reader = useReader()
  const figures: [string, number][] = [
    [texts.figures.inside, counts.inside],
    [texts.figures.entered, counts.enteredThisWeek],
    [texts.figures.touches, counts.touchesThisWeek],
    ...(counts.held > 0 ? [[texts.figures.held, counts.held] as [string, number]] : []),
    ...(counts.expected > 0 ? [[texts.figures.expected, counts.expected] as [string, number]] : []),
  ]
  return (
    <dl className="encore-rule-results">
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Count count={count} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{journeysEffect.label}</dt>
        <dd suppressHydrationWarning>{effectWords(effect, { reader, currency })}</dd>
      </div>
    </dl>
  )
}

function More({ journey, act }: { journey: ListedJourney; act: (action: JourneyAction) => void }) {
  const { id, name, status } = journey
  const item = (content: string, intent: JourneyAction['intent'], destructive = false) => ({
    content,
    destructive,
    onAction: () => act({ intent, journey }),
  })
  const isThere = status !== 'archived'
  return (
    <ActionMenu
      button={{
        icon: MenuHorizontalIcon,
        variant: 'tertiary',
        accessibilityLabel: texts.actions.more(name),
      }}
      items={[
        { content: texts.actions.open, url: journeyUrl(id) },
        ...(isThere ? [{ content: texts.actions.dryRun, url: dryRunUrl(id) }] : []),
        ...(status === 'live' ? [item(texts.actions.pause, 'pause')] : []),
        ...(status === 'paused' ? [item(texts.actions.resume, 'resume')] : []),
        item(texts.actions.duplicate, 'duplicate'),
        item(texts.actions.export, 'export'),
        ...(isThere ? [item(texts.actions.archive, 'ask-archive', true)] : []),
      ]}
    />
  )
}
