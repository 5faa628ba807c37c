import { parsePoolKey } from '../../domain/offers/parse-pool.ts'
import { parseRuleDefinition } from '../../domain/offers/parse-rule.ts'
import { goodDaysMin } from '../../domain/offers/pool.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { parseArms } from '../../domain/offers/rule-test.ts'
import { type GivingRule, isGiven, wantedPools } from '../../domain/offers/wanted-pools.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import {
  endPools,
  type OpenPool,
  type RunningRule,
  readOftenPaired,
  readOpenPools,
  readRunningRules,
  readSomeOfCollection,
  readStock,
  wantPools,
} from '../../store/code-pools.server.ts'
import type { Db } from '../../store/database.server.ts'
import { givingSteps } from './giving-journeys.ts'

/** Codes in a pool; half of them gone, the next is made. */
export const codesPerPool = 200

// What a rule leaves open is filled for the likeliest products; the others are wanted when they are first offered.
const guessedProductsMax = 20
const askedForDays = 30
const poolsAtOnceMax = 25

/**
 * Decides which pools are missing: for every rule that is on, its incentive (and those of its test and second offer) on
 * the products it names or will likely offer, for every step of a journey in use the same, and on what was asked for lately, wherever fewer than half of the codes
 * are left. Ends what is over or no longer given. Returns the pools to fill, at most 25; called again it wants none
 * twice.
 */
export async function openCodePools(db: Db, now: Date): Promise<OpenPool[]> {
  const days = (count: number) => new Date(now.getTime() + count * dayMs)
  const rules: GivingRule[] = []
  for (const rule of await readRunningRules(db)) rules.push(...(await givingRule(db, rule)))
  for (const { result, incentive } of await givingSteps(db))
    rules.push({ definition: { incentive }, arms: [], productIds: await likelyProducts(db, result) })
  const stock = await readStock(db, {
    goodUntil: days(goodDaysMin),
    since: days(-askedForDays),
    failedSince: days(-1),
  })
  const known = new Map(stock.map((each) => [each.key, each]))
  const asked = stock.filter(({ isAskedFor }) => isAskedFor).map(({ key }) => key)
  const stillGiven = asked.filter((key) => isKeyGiven(key, rules))
  const missing = [...new Set([...wantedPools(rules), ...stillGiven])].filter((key) => {
    const there = known.get(key)
    return !there || (!there.isOpen && !there.hasFailedLately && there.free <= codesPerPool / 2)
  })
  await endPools(
    db,
    asked.filter((key) => !stillGiven.includes(key)),
    now,
  )
  await wantPools(db, missing, now)
  return readOpenPools(db, poolsAtOnceMax)
}

async function givingRule(db: Db, { definition, tests }: RunningRule): Promise<GivingRule[]> {
  const parsed = parseRuleDefinition(definition)
  if (parsed.kind !== 'parsed') return []
  const arms = tests.flatMap((test) => parseArms(test) ?? [])
  const results = [parsed.definition.result, ...arms.flatMap(({ change }) => change.result ?? [])]
  const productIds: ShopifyId<'Product'>[] = []
  for (const result of results) productIds.push(...(await likelyProducts(db, result)))
  return [{ definition: parsed.definition, arms, productIds: [...new Set(productIds)] }]
}

async function likelyProducts(db: Db, result: RuleDefinition['result']): Promise<ShopifyId<'Product'>[]> {
  switch (result.kind) {
    case 'products':
      return result.productIds
    case 'collection':
      return readSomeOfCollection(db, result.collectionId, guessedProductsMax)
    case 'encore':
      return readOftenPaired(db, guessedProductsMax)
    case 'nothing':
      return []
    default:
      return result satisfies never
  }
}

function isKeyGiven(key: string, rules: GivingRule[]): boolean {
  const terms = parsePoolKey(key)
  if (!terms) return false
  return isGiven(key, terms.kind === 'free-shipping' ? 'gid://shopify/Product/1' : terms.productId, rules)
}
