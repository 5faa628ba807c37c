import { placements as allPlacements } from '../../contract/offer.ts'
import type { Incentive } from '../../domain/offers/incentive.ts'
import type { RuleDefinition, RuleResult } from '../../domain/offers/rule.ts'
import { conditionWords, listWords, type Names } from '../conditions/words.ts'
import { formatMoney } from '../format.ts'
import { conditions } from '../texts/conditions.ts'
import { offers } from '../texts/offers.ts'

const texts = offers.sentence

/** A rule as one sentence: "When the order contains Chemex, offer what goes best with it, with 10% off, in checkout." */
export function ruleSentence(
  {
    when,
    result,
    incentive,
    placements,
  }: Pick<RuleDefinition, 'when' | 'result' | 'incentive' | 'placements'>,
  names: Names,
): string {
  const offered = result.kind === 'nothing' ? undefined : incentiveWords(incentive, names)
  const parts = [resultWords(result, names), offered, placementWords(placements)]
  return texts.when(conditionWords(when, names), parts.filter(Boolean).join(', '))
}

/** "offer what goes best with it". */
export function resultWords(result: RuleResult, { titles }: Names): string {
  switch (result.kind) {
    case 'products':
      return texts.products(
        listWords(
          result.productIds.map((id) => titles[id] ?? conditions.gone.product),
          'conjunction',
        ),
      )
    case 'collection':
      return texts.collection(titles[result.collectionId] ?? conditions.gone.collection)
    case 'encore':
      return texts.encore
    case 'nothing':
      return texts.nothing
    default:
      return result satisfies never
  }
}

/** "with 10% off"; nothing without an incentive. */
export function incentiveWords(incentive: Incentive, { reader }: Names): string | undefined {
  switch (incentive.kind) {
    case 'none':
      return undefined
    case 'percentage':
      return texts.with.percentage(incentive.percent)
    case 'amount':
      return texts.with.amount(formatMoney(incentive, reader))
    case 'free-shipping':
      return texts.with['free-shipping']
    case 'gift':
      return texts.with.gift(incentive.title)
    default:
      return incentive satisfies never
  }
}

function placementWords(placements: RuleDefinition['placements']): string {
  if (placements.length === allPlacements.length) return texts.everywhere
  const named = allPlacements
    .filter((each) => placements.includes(each))
    .map((each) => offers.placement[each])
  return listWords(named, 'conjunction')
}
