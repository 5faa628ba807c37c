import type { Condition } from '../../domain/conditions/condition.ts'
import { exponentOf, parseMinor, toDecimal } from '../../domain/money.ts'
import type { CombinesWith, Incentive } from '../../domain/offers/incentive.ts'
import { combinesWithNone } from '../../domain/offers/incentive.ts'
import type { Placement } from '../../domain/offers/placement.ts'
import type { RuleDefinition, RuleResult } from '../../domain/offers/rule.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { conditionOf, type Query, queryOf } from '../conditions/query.ts'
import { offerEditor } from '../texts/offer-editor.ts'

/** A rule while it is written: amounts are the text that was typed, and things may be missing. */
export interface Draft {
  name: string
  when: Query
  resultKind: RuleResult['kind']
  productIds: ShopifyId<'Product'>[]
  collectionId: ShopifyId<'Collection'> | undefined
  incentive: IncentiveDraft
  hasSecond: boolean
  second: IncentiveDraft
  placements: Placement[]
  headings: Record<string, string>
  itemsMax: number
}

/** An incentive while it is written. */
export interface IncentiveDraft {
  kind: Incentive['kind']
  percent: string
  amount: string
  gift: Pick<Extract<Incentive, { kind: 'gift' }>, 'productId' | 'variantId' | 'title'> | undefined
  combinesWith: CombinesWith
}

/** Where something is missing or does not fit. */
export type DraftField =
  | 'name'
  | 'when'
  | 'products'
  | 'collection'
  | 'incentive'
  | 'second'
  | 'placements'
  | `heading ${string}`
export type Problems = Partial<Record<DraftField, string>>

export const nameCharactersMax = 80
export const headingCharactersMax = 80
const pinnedMax = 20

const texts = offerEditor.problems
const noIncentive: IncentiveDraft = {
  kind: 'none',
  percent: '',
  amount: '',
  gift: undefined,
  combinesWith: combinesWithNone,
}
const everything: Condition = { kind: 'group', join: 'all', of: [] }

/** What a new rule begins with. */
export const emptyDefinition: RuleDefinition = {
  placements: ['thank-you', 'order-status'],
  when: everything,
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
  headings: {},
  itemsMax: 3,
}

/** A rule, to be written on. */
export function draftOf(name: string, definition: RuleDefinition, currency: string): Draft {
  const { when, result, incentive, second, placements, headings, itemsMax } = definition
  return {
    name,
    when: queryOf(when, currency),
    resultKind: result.kind,
    productIds: result.kind === 'products' ? result.productIds : [],
    collectionId: result.kind === 'collection' ? result.collectionId : undefined,
    incentive: incentiveDraftOf(incentive),
    hasSecond: second !== undefined,
    second: second ? incentiveDraftOf(second.incentive) : noIncentive,
    placements,
    headings: Object.fromEntries(
      Object.entries(headings).flatMap(([key, text]) => (text ? [[key, text]] : [])),
    ),
    itemsMax,
  }
}

function incentiveDraftOf(incentive: Incentive): IncentiveDraft {
  if (incentive.kind === 'none') return noIncentive
  const combinesWith = incentive.combinesWith ?? combinesWithNone
  const begun = { ...noIncentive, kind: incentive.kind, combinesWith }
  switch (incentive.kind) {
    case 'percentage':
      return { ...begun, percent: String(incentive.percent) }
    case 'amount':
      return { ...begun, amount: toDecimal(incentive) }
    case 'gift': {
      const { productId, variantId, title } = incentive
      return { ...begun, gift: { productId, variantId, title } }
    }
    case 'free-shipping':
      return begun
    default:
      return incentive satisfies never
  }
}

/** What was written as a rule, or nothing while something does not fit; `problemsOf` says what. */
export function definitionOfDraft(draft: Draft, currency: string): RuleDefinition | undefined {
  const when = conditionOf(draft.when, currency)
  const result = resultOf(draft)
  const incentive =
    result?.kind === 'nothing' ? { kind: 'none' as const } : incentiveOf(draft.incentive, currency)
  const hasSecond =
    draft.hasSecond && draft.placements.includes('post-purchase') && result?.kind !== 'nothing'
  const second = hasSecond ? incentiveOf(draft.second, currency) : undefined
  if (!when || !result || !incentive || draft.placements.length === 0) return undefined
  if (hasSecond && !second) return undefined
  const { placements, itemsMax } = draft
  const definition = { placements, when, result, incentive, headings: writtenHeadings(draft), itemsMax }
  return second ? { ...definition, second: { incentive: second } } : definition
}

function writtenHeadings({ headings }: Draft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headings).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])),
  )
}

function resultOf({ resultKind, productIds, collectionId }: Draft): RuleResult | undefined {
  switch (resultKind) {
    case 'products':
      return productIds.length > 0 ? { kind: 'products', productIds } : undefined
    case 'collection':
      return collectionId && { kind: 'collection', collectionId }
    case 'encore':
    case 'nothing':
      return { kind: resultKind }
    default:
      return resultKind satisfies never
  }
}

/** The incentive that was written; nothing while it does not fit. */
export function incentiveOf(draft: IncentiveDraft, currency: string): Incentive | undefined {
  const { kind, combinesWith, gift } = draft
  switch (kind) {
    case 'none':
      return { kind }
    case 'percentage': {
      const percent = /^\d{1,3}$/.test(draft.percent.trim()) ? Number(draft.percent) : 0
      return percent >= 1 && percent <= 100 ? { kind, percent, combinesWith } : undefined
    }
    case 'amount': {
      const minor = amountOf(draft.amount, currency)
      return minor ? { kind, minor, currency, combinesWith } : undefined
    }
    case 'free-shipping':
      return { kind, combinesWith }
    case 'gift':
      return gift && { kind, ...gift, combinesWith }
    default:
      return kind satisfies never
  }
}

function amountOf(typed: string, currency: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  const [, places = ''] = text.split('.')
  return places.length > exponentOf(currency) ? undefined : parseMinor(text, currency)
}

/** What is missing or does not fit, field by field, in words. */
export function problemsOf(draft: Draft, currency: string): Problems {
  const name = draft.name.trim()
  const offersSomething = draft.resultKind !== 'nothing'
  const hasSecond = draft.hasSecond && draft.placements.includes('post-purchase')
  const found: [DraftField, string | false | undefined][] = [
    ['name', name === '' ? texts.name : name.length > nameCharactersMax && texts.nameLong(nameCharactersMax)],
    ['when', !conditionOf(draft.when, currency) && texts.when],
    ['products', draft.resultKind === 'products' && productsProblem(draft)],
    ['collection', draft.resultKind === 'collection' && !draft.collectionId && texts.collection],
    ['incentive', offersSomething && incentiveProblem(draft.incentive, currency)],
    ['second', offersSomething && hasSecond && incentiveProblem(draft.second, currency)],
    ['placements', draft.placements.length === 0 && texts.placements],
    ...Object.entries(draft.headings).map(([language, text]): [DraftField, string | false] => [
      `heading ${language}`,
      text.trim().length > headingCharactersMax && texts.headingLong(headingCharactersMax),
    ]),
  ]
  return Object.fromEntries(found.flatMap(([field, text]) => (text ? [[field, text]] : [])))
}

/** Whether the draft can be saved as it is. */
export function isWhole(draft: Draft, currency: string): boolean {
  return Object.keys(problemsOf(draft, currency)).length === 0
}

function productsProblem({ productIds }: Draft): string | false {
  if (productIds.length === 0) return texts.products
  return productIds.length > pinnedMax && texts.productsMany(pinnedMax)
}

function incentiveProblem(draft: IncentiveDraft, currency: string): string | undefined {
  if (incentiveOf(draft, currency)) return undefined
  switch (draft.kind) {
    case 'percentage':
      return texts.percent
    case 'amount':
      return texts.amount(toDecimal({ minor: 250, currency }))
    case 'gift':
      return texts.gift
    case 'none':
    case 'free-shipping':
      return undefined
    default:
      return draft.kind satisfies never
  }
}
