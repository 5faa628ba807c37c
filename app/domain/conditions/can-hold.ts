import { type Condition, type Field, presences, priceBands, type Test } from './condition.ts'

/** What is known of everybody a condition is asked of. */
export interface AskedOf {
  /** Fields of which nothing is ever known there. */
  unknown: ReadonlySet<string>
  /** What is true of all of them. */
  assumed: readonly Test[]
}

/** A condition that is to hold, or not to. */
export interface Claim {
  condition: Condition
  isTrue: boolean
}

// A condition of fifty tests has more combinations than anybody can try. What was not found out may hold.
const triesMax = 5_000

/**
 * Whether there can be anybody of whom all of these are so at once, as far as logic says: "no" is certain, "yes" only
 * means that nothing speaks against it.
 */
export function canHold(claims: readonly Claim[], { unknown, assumed }: AskedOf): boolean {
  const literals = assumed.map((test) => ({ test, isTrue: true }))
  return search([...claims], literals, { unknown, triesLeft: triesMax })
}

interface Literal {
  test: Test
  isTrue: boolean
}

interface Search {
  unknown: ReadonlySet<string>
  triesLeft: number
}

function search(claims: readonly Claim[], literals: readonly Literal[], state: Search): boolean {
  state.triesLeft -= 1
  if (state.triesLeft < 0) return true
  const [claim, ...rest] = claims
  if (!claim) return true
  const { condition, isTrue } = claim
  if (condition.kind === 'test') {
    if (state.unknown.has(condition.test.field)) return false
    const next = [...literals, { test: condition.test, isTrue }]
    return areCompatible(next, condition.test.field) && search(rest, next, state)
  }
  const { join, of } = condition
  const inside = of.map((each) => ({ condition: each, isTrue: join === 'none' ? !isTrue : isTrue }))
  // One of them is enough where any is asked for, and where not all, or not none, may be so.
  const isEither = isTrue ? join === 'any' : join !== 'any'
  if (!isEither) return search([...inside, ...rest], literals, state)
  return inside.some((each) => search([each, ...rest], literals, state))
}

/** Whether all that is said of one field can be so at once. */
function areCompatible(literals: readonly Literal[], field: Field): boolean {
  const said = literals.filter(({ test }) => test.field === field)
  const [first] = said
  if (!first) return true
  switch (first.test.is) {
    case 'has-any':
    case 'has-all':
    case 'has-none':
      return canList(said)
    case 'one-of':
    case 'not-one-of':
      return canChoose(said, field)
    case 'at-least':
    case 'at-most':
    case 'equal':
      return canCount(said, field)
    case 'after':
    case 'before':
      return canDate(said)
    default:
      return first.test satisfies never
  }
}

function canList(said: readonly Literal[]): boolean {
  const must = new Set<string>()
  const mustNot = new Set<string>()
  for (const { test, isTrue } of said) {
    if (!('values' in test)) continue
    const isNone = test.is === 'has-none' ? isTrue : test.is === 'has-any' && !isTrue
    for (const value of test.values.map(plain)) {
      if (isNone) mustNot.add(value)
      if (test.is === 'has-all' && isTrue) must.add(value)
    }
  }
  if ([...must].some((value) => mustNot.has(value))) return false
  return said.every(({ test, isTrue }) => {
    if (!('values' in test)) return true
    const values = test.values.map(plain)
    if (test.is === 'has-all') return isTrue || values.some((value) => !must.has(value))
    const isAny = (test.is === 'has-any') === isTrue
    return !isAny || values.some((value) => !mustNot.has(value))
  })
}

const closed: Partial<Record<Field, readonly string[]>> = {
  'moment.weekday': ['1', '2', '3', '4', '5', '6', '7'],
  'customer.priceBand': priceBands,
  'customer.presence': presences,
}

function canChoose(said: readonly Literal[], field: Field): boolean {
  let left = closed[field]?.map(plain)
  const excluded = new Set<string>()
  for (const { test, isTrue } of said) {
    if (!('values' in test)) continue
    const values = test.values.map(plain)
    if ((test.is === 'one-of') === isTrue) left = left ? left.filter((each) => values.includes(each)) : values
    else for (const value of values) excluded.add(value)
  }
  return !left || left.some((value) => !excluded.has(value))
}

const hourMax = 23

function canCount(said: readonly Literal[], field: Field): boolean {
  const ranges = said.map(({ test, isTrue }) => rangeOf(test, isTrue))
  const least = Math.max(0, ...ranges.map((range) => range.least ?? 0))
  const most = Math.min(
    field === 'moment.hour' ? hourMax : Number.MAX_SAFE_INTEGER,
    ...ranges.flatMap((range) => range.most ?? []),
  )
  const excluded = new Set(ranges.map((range) => range.excluded))
  if (most - least > excluded.size) return true
  for (let value = least; value <= most; value += 1) if (!excluded.has(value)) return true
  return false
}

interface Range {
  least?: number
  most?: number
  excluded?: number
}

/** The whole numbers that fit. */
function rangeOf(test: Test, isTrue: boolean): Range {
  switch (test.is) {
    case 'at-least':
      return isTrue ? { least: test.value } : { most: test.value - 1 }
    case 'at-most':
      return isTrue ? { most: test.value } : { least: test.value + 1 }
    case 'equal':
      return isTrue ? { least: test.value, most: test.value } : { excluded: test.value }
    default:
      return {}
  }
}

/** Days are compared as text. */
function canDate(said: readonly Literal[]): boolean {
  let from = ''
  let before = '~'
  for (const { test, isTrue } of said) {
    if (!('value' in test) || typeof test.value !== 'string') continue
    if ((test.is === 'after') === isTrue) from = test.value > from ? test.value : from
    else before = test.value < before ? test.value : before
  }
  return from < before
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}
