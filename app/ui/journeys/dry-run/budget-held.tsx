import { BlockStack, Text } from '@shopify/polaris'
import type { BudgetReasonKind } from '../../../domain/budget/budget-reason.ts'
import type { BudgetCounts } from '../../../domain/journeys/simulate-report.ts'
import { capital, formatCount, type Reader } from '../../format.ts'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'

const texts = journeyDryRun.budget

/** What the budget would have held back or left unsaid, the most frequent reason first. */
export function BudgetHeld({ budget, reader }: { budget: BudgetCounts; reader: Reader }) {
  const { holds, dropped, tooLateFor } = budget
  const held = Object.entries(holds).map(([why, { times, days }]) => ({
    why,
    count: times,
    words: texts.held(times, formatCount(times, reader), formatCount(Math.round(days), reader)),
  }))
  const never = countsIn(dropped, reader)
  const late = countsIn(tooLateFor, reader)
  if (held.length + never.length === 0) return <Text as="p">{texts.none}</Text>
  return (
    <BlockStack gap="300">
      {held.length > 0 && <Reasons heading={texts.heldHeading} reasons={held} />}
      {never.length > 0 && <Reasons heading={texts.droppedHeading} reasons={never} />}
      {late.length > 0 && <Reasons heading={texts.tooLate} reasons={late} />}
    </BlockStack>
  )
}

interface Reason {
  why: string
  count: number
  words: string
}

function countsIn(counts: Partial<Record<BudgetReasonKind, number>>, reader: Reader): Reason[] {
  return Object.entries(counts).map(([why, count]) => ({
    why,
    count,
    words: texts.dropped(count, formatCount(count, reader)),
  }))
}

function Reasons({ heading, reasons }: { heading: string; reasons: Reason[] }) {
  const named: Record<string, string> = texts.reasons
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {heading}
      </Text>
      <ul className="encore-plain-list">
        {reasons
          .sort((one, other) => other.count - one.count)
          .map(({ why, words }) => (
            <li key={why} suppressHydrationWarning>
              {`${capital(named[why] ?? why)}: ${words}`}
            </li>
          ))}
      </ul>
    </BlockStack>
  )
}
