import { type ConditionFault, parseCondition } from '../conditions/parse-condition.ts'
import { isRecord, textIn, wholeIn, wordIn } from '../json-fields.ts'
import { isShopifyId } from '../shopify-id.ts'
import { parseIncentive } from './parse-incentive.ts'
import type { Placement } from './placement.ts'
import type { RuleDefinition, RuleResult } from './rule.ts'

const placements = ['thank-you', 'order-status', 'checkout', 'post-purchase'] as const
const itemsMaxMax = 3
const productsMax = 50
export const headingCharactersMax = 80
const headingsMax = 20

/** Where a definition does not fit; of the condition with what is wrong in it. */
export type RuleFault =
  | { field: 'placements' | 'result' | 'incentive' | 'second' | 'headings' | 'itemsMax' | 'definition' }
  | { field: 'when'; fault: ConditionFault }

export type ParsedRule =
  | { kind: 'parsed'; definition: RuleDefinition }
  | { kind: 'refused'; fault: RuleFault }

/** The definition of a rule that JSON says, with unknown fields dropped, or the first field that does not fit. */
export function parseRuleDefinition(json: unknown): ParsedRule {
  if (!isRecord(json)) return refused('definition')
  const named = placementsIn(json.placements)
  if (!named) return refused('placements')
  const when = parseCondition(json.when)
  if (when.kind === 'refused') return { kind: 'refused', fault: { field: 'when', fault: when.fault } }
  const result = parseRuleResult(json.result)
  if (!result) return refused('result')
  const incentive = parseIncentive(json.incentive)
  if (!incentive) return refused('incentive')
  const second = isRecord(json.second) ? parseIncentive(json.second.incentive) : undefined
  if (json.second !== undefined && json.second !== null && !second) return refused('second')
  const headings = parseHeadings(json.headings ?? {})
  if (!headings) return refused('headings')
  const itemsMax = wholeIn(json.itemsMax)
  if (itemsMax === undefined || itemsMax < 1 || itemsMax > itemsMaxMax) return refused('itemsMax')
  const definition = { placements: named, when: when.condition, result, incentive, headings, itemsMax }
  return {
    kind: 'parsed',
    definition: second ? { ...definition, second: { incentive: second } } : definition,
  }
}

function refused(field: Exclude<RuleFault['field'], 'when'>): ParsedRule {
  return { kind: 'refused', fault: { field } }
}

function placementsIn(json: unknown): Placement[] | undefined {
  if (!Array.isArray(json) || json.length === 0 || json.length > placements.length) return undefined
  const named = new Set(json.map((each) => wordIn(placements, each)))
  return named.has(undefined) ? undefined : placements.filter((each) => named.has(each))
}

/** What a rule offers, or nothing where that does not fit. */
export function parseRuleResult(json: unknown): RuleResult | undefined {
  if (!isRecord(json)) return undefined
  switch (json.kind) {
    case 'encore':
    case 'nothing':
      return { kind: json.kind }
    case 'collection': {
      const { collectionId } = json
      return isShopifyId('Collection', collectionId) ? { kind: json.kind, collectionId } : undefined
    }
    case 'products': {
      if (!Array.isArray(json.productIds) || json.productIds.length > productsMax) return undefined
      const productIds = json.productIds.filter((each) => isShopifyId('Product', each))
      const areAll = productIds.length > 0 && productIds.length === json.productIds.length
      return areAll ? { kind: json.kind, productIds: [...new Set(productIds)] } : undefined
    }
    default:
      return undefined
  }
}

/** Headings by language, or nothing where one does not fit. Empty ones are dropped. */
export function parseHeadings(json: unknown): RuleDefinition['headings'] | undefined {
  if (!isRecord(json)) return undefined
  const headings: Record<string, string> = {}
  const all = Object.entries(json)
  if (all.length > headingsMax) return undefined
  for (const [language, value] of all) {
    const heading = textIn(value, headingCharactersMax)?.trim()
    if (heading === undefined || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language)) return undefined
    if (heading) headings[language] = heading
  }
  return headings
}

/** The heading in this language, or in the same one of another region; nothing where there is none. */
export function headingIn(
  headings: RuleDefinition['headings'],
  language: string | undefined,
): string | undefined {
  if (language === undefined) return undefined
  const primary = (tag: string) => tag.split('-', 1)[0]?.toLowerCase()
  return (
    (Object.hasOwn(headings, language) ? headings[language] : undefined) ??
    Object.entries(headings).find(([tag]) => primary(tag) === primary(language))?.[1]
  )
}
