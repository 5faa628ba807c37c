import type { ChoiceField, Condition, ListField, NumberField, Test, TimeField } from './condition.ts'
import type { Found, Holds, Verdict } from './verdict.ts'

/** What is known of one purchase and its buyer, by field. A field that is missing is not known. */
export type ConditionFacts = {
  [F in ListField]?: readonly string[] | undefined
} & {
  [F in ChoiceField | TimeField]?: string | undefined
} & {
  [F in NumberField]?: number | undefined
}

/** How many of a list's values are kept with a verdict. */
const foundMax = 20

/** Products and collections are ids; everything else a shop writes by hand is compared without case. */
const exactFields: readonly string[] = ['order.products', 'order.collections', 'customer.products']

/**
 * Judges a condition over what is known, in three values as Kleene does: what hangs on something unknown is itself
 * unknown, and only `yes` holds. The same facts give the same verdict.
 */
export function judge(condition: Condition, facts: ConditionFacts): Verdict {
  if (condition.kind === 'test') return judgeTest(condition.test, facts)
  const of = condition.of.map((each) => judge(each, facts))
  const { join } = condition
  return { kind: 'group', join, holds: joined(join, of), of }
}

function joined(join: 'all' | 'any' | 'none', of: Verdict[]): Holds {
  const has = (holds: Holds) => of.some((each) => each.holds === holds)
  switch (join) {
    case 'all':
      return has('no') ? 'no' : has('unknown') ? 'unknown' : 'yes'
    case 'any':
      return has('yes') ? 'yes' : has('unknown') ? 'unknown' : 'no'
    case 'none':
      return has('yes') ? 'no' : has('unknown') ? 'unknown' : 'yes'
    default:
      return join satisfies never
  }
}

function judgeTest(test: Test, facts: ConditionFacts): Verdict {
  switch (test.is) {
    case 'has-any':
    case 'has-all':
    case 'has-none':
      return judgeList(test, facts[test.field])
    case 'one-of':
    case 'not-one-of': {
      const known = facts[test.field]
      const isOne = known !== undefined && test.values.map(plain).includes(plain(known))
      return verdict(test, known, known === undefined ? undefined : isOne === (test.is === 'one-of'))
    }
    case 'at-least':
    case 'at-most':
    case 'equal': {
      const known = facts[test.field]
      return verdict(test, known, known === undefined ? undefined : compares(test.is, known, test.value))
    }
    case 'after':
    case 'before': {
      const known = facts[test.field]
      const isAfter = known !== undefined && known >= test.value
      return verdict(test, known, known === undefined ? undefined : isAfter === (test.is === 'after'))
    }
    default:
      return test satisfies never
  }
}

function judgeList(
  test: Extract<Test, { is: 'has-any' | 'has-all' | 'has-none' }>,
  known: readonly string[] | undefined,
): Verdict {
  if (known === undefined) return verdict(test, undefined, undefined)
  const form = exactFields.includes(test.field) ? (text: string) => text : plain
  const wanted = new Set(test.values.map(form))
  const matching = known.filter((each) => wanted.has(form(each)))
  const matched = new Set(matching.map(form))
  // What matched says why; where nothing did, what there was instead.
  const found = (matching.length > 0 ? matching : known).slice(0, foundMax)
  const isAny = matched.size > 0
  const isTrue =
    test.is === 'has-any' ? isAny : test.is === 'has-none' ? !isAny : matched.size === wanted.size
  return verdict(test, found, isTrue)
}

function verdict(test: Test, found: Found, isTrue: boolean | undefined): Verdict {
  return { kind: 'test', test, holds: isTrue === undefined ? 'unknown' : isTrue ? 'yes' : 'no', found }
}

function compares(is: 'at-least' | 'at-most' | 'equal', known: number, value: number): boolean {
  if (is === 'equal') return known === value
  return is === 'at-least' ? known >= value : known <= value
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}
