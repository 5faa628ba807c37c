import { Text } from '@shopify/polaris'
import type { Incentive } from '../../domain/offers/incentive.ts'
import {
  allowedOnAll,
  type MarginLine as Line,
  type MarginCosts,
  remainsOf,
} from '../../domain/offers/margin.ts'
import { formatMoney } from '../format.ts'
import { useReader } from '../reader.tsx'
import { offerEditor } from '../texts/offer-editor.ts'

const texts = offerEditor.margin

/** What remains of one product under an incentive, in one line; of several variants, the one with least left. */
export function MarginLine({
  incentive,
  lines,
  costs,
  currency,
}: {
  incentive: Incentive
  lines: Line[]
  costs: MarginCosts
  currency: string
}) {
  const reader = useReader()
  const money = (minor: number) => formatMoney({ minor, currency }, reader)
  const { text, isRefused } = marginWords(incentive, lines, costs, money)
  return (
    <Text as="p" variant="bodySm" tone={isRefused ? 'caution' : 'subdued'}>
      <span suppressHydrationWarning>{text}</span>
    </Text>
  )
}

/** The words, and whether the incentive is refused. */
export function marginWords(
  incentive: Incentive,
  lines: Line[],
  costs: MarginCosts,
  money: (minor: number) => string,
): { text: string; isRefused: boolean } {
  const answer = allowedOnAll(incentive, lines, costs)
  const floor = money(costs.floorMinor)
  if (answer.kind === 'allowed') {
    if (answer.remainsMinor === undefined) return { text: texts.plainUnknown, isRefused: false }
    const remains = money(answer.remainsMinor)
    const text = incentive.kind === 'none' ? texts.plain(remains) : texts.remains(remains, floor)
    return { text, isRefused: false }
  }
  if (answer.why === 'below-floor') {
    const known = lines
      .map((line) => remainsOf(incentive, line, costs))
      .filter((minor) => minor !== undefined)
    const least = Math.min(...known)
    const text = least < 0 ? texts.lost(money(-least)) : texts.below(money(least), floor)
    return { text, isRefused: true }
  }
  const isShipping = incentive.kind === 'free-shipping' && costs.shippingShareMinor === 0
  return { text: isShipping ? texts.shippingUnknown : texts.unknown, isRefused: true }
}
