import { type Topic, topics } from '../../budget/topic.ts'
import { wholeIn, wordIn } from '../../json-fields.ts'
import type { Incentive } from '../../offers/incentive.ts'
import { parseIncentive } from '../../offers/parse-incentive.ts'
import { parseRuleResult } from '../../offers/parse-rule.ts'
import type { RuleResult } from '../../offers/rule.ts'
import { dayMs } from '../../time-zone.ts'
import type { StepKind } from '../step-kind.ts'
import { goodsOf, stillThere } from '../touch-goods.ts'
import { touchKeyOf } from '../touch-wish.ts'
import { parseUsefulness } from '../usefulness.ts'

/** Leaves an offer for them on the shop's pages. */
export interface OfferStep {
  kind: 'offer'
  id: string
  topic: Topic
  result: Exclude<RuleResult, { kind: 'nothing' }>
  incentive: Incentive
  /** For so many days. */
  days: number
  /** 0 to 100: of several that compete for one place the most useful is kept. */
  usefulness: number
}

/** How long an offer may wait for somebody. */
export const offerDaysMax = 90

/** The kind of step that offers something on the shop's pages. */
export const offer: StepKind<OfferStep> = {
  kind: 'offer',
  doesSomething: true,
  parse(id, json) {
    const bad = (field: string) => ({ stepId: id, field, why: 'bad-value' as const })
    const topic = wordIn(topics, json.topic)
    if (!topic) return bad('topic')
    const result = parseRuleResult(json.result)
    if (!result || result.kind === 'nothing') return bad('result')
    const incentive = parseIncentive(json.incentive)
    if (!incentive) return bad('incentive')
    const days = wholeIn(json.days)
    if (days === undefined || days < 1 || days > offerDaysMax) return bad('days')
    const usefulness = parseUsefulness(json.usefulness)
    if (usefulness === undefined) return bad('usefulness')
    return { kind: 'offer', id, topic, result, incentive, days, usefulness }
  },
  lanes: () => [],
  take(step, { enrollment, since }, { goneIds }) {
    const there = stillThere({ result: step.result, incentive: step.incentive }, goneIds)
    if (typeof there === 'string') return { kind: 'on', passed: { kind: 'not-touched', why: there } }
    const wish = {
      key: touchKeyOf(enrollment.id, step.id),
      channels: ['page' as const],
      topic: step.topic,
      content: { kind: 'offer' as const, ...there, days: step.days },
      usefulness: step.usefulness,
      validUntil: new Date(since.getTime() + step.days * dayMs),
    }
    return { kind: 'ask', wish }
  },
  needs: (step) => ({ goods: goodsOf(step) }),
}
