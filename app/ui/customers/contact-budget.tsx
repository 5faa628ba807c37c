import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris'
import type { Used } from '../../domain/budget/budget-reason.ts'
import { formatCount } from '../format.ts'
import { useReader, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { journeysPlanned } from '../texts/journeys-planned.ts'

const texts = journeysPlanned.budget

/** How often a customer was contacted of how often they may be. */
export interface ShownBudget {
  week: Used
  month: Used
  isOwn: boolean
  neverAt: Date | undefined
  pausedUntil: Date | undefined
}

/** The customer's contact budget as a small meter, with their own word on it. */
export function ContactBudget({ budget }: { budget: ShownBudget }) {
  const { week, month, isOwn, neverAt, pausedUntil } = budget
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        {neverAt ? (
          <Text as="p">
            <Sentence text={texts.never} with={{ at: <When at={neverAt} style="day" /> }} />
          </Text>
        ) : (
          <>
            {pausedUntil && (
              <Text as="p">
                <Sentence text={texts.paused} with={{ at: <When at={pausedUntil} style="day" /> }} />
              </Text>
            )}
            <Meter id="contacts-week" used={week} words={texts.week} />
            <Meter id="contacts-month" used={month} words={texts.month} />
            <Text as="p" tone="subdued" variant="bodySm">
              {isOwn ? texts.own : texts.shops}
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  )
}

function Meter({
  id,
  used: { used, max },
  words,
}: {
  id: string
  used: Used
  words: (used: string, max: string) => string
}) {
  const reader = useReader()
  const percent = max > 0 ? Math.min(100, (used / max) * 100) : 0
  return (
    <BlockStack gap="100">
      <Text as="p">
        <span id={id} suppressHydrationWarning>
          {words(formatCount(used, reader), formatCount(max, reader))}
        </span>
      </Text>
      <ProgressBar progress={percent} size="small" animated={false} ariaLabelledBy={id} />
    </BlockStack>
  )
}
