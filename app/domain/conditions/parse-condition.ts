import { isDay, isRecord, listIn, textIn, wholeIn, wordIn } from '../json-fields.ts'
import { type Condition, choiceFields, listFields, numberFields, type Test, timeFields } from './condition.ts'

/** How deep groups may stand in groups, how many groups and tests there may be, and how many values one may name. */
export const depthMax = 5
export const groupsMax = 50
export const testsMax = 50
export const valuesMax = 100
const valueCharactersMax = 255

/** What is wrong with a condition, and where: the places of the groups and tests on the way there. */
export interface ConditionFault {
  at: number[]
  why:
    | 'not-a-condition'
    | 'too-deep'
    | 'too-many-groups'
    | 'too-many-tests'
    | 'too-many-values'
    | 'no-values'
    | 'bad-value'
}

export type ParsedCondition =
  | { kind: 'parsed'; condition: Condition }
  | { kind: 'refused'; fault: ConditionFault }

/**
 * The condition that JSON says, with unknown fields dropped, or the first thing that is wrong with it. Never throws,
 * and never goes deeper than `depthMax`.
 */
export function parseCondition(json: unknown): ParsedCondition {
  const parser = { testsLeft: testsMax, groupsLeft: groupsMax }
  const read = readCondition(json, [], parser)
  return 'why' in read ? { kind: 'refused', fault: read } : { kind: 'parsed', condition: read }
}

interface Parser {
  groupsLeft: number
  testsLeft: number
}

function readCondition(json: unknown, at: number[], parser: Parser): Condition | ConditionFault {
  if (!isRecord(json)) return { at, why: 'not-a-condition' }
  if (json.kind === 'group') return readGroup(json, at, parser)
  if (json.kind !== 'test' || !isRecord(json.test)) return { at, why: 'not-a-condition' }
  parser.testsLeft -= 1
  if (parser.testsLeft < 0) return { at, why: 'too-many-tests' }
  const test = readTest(json.test)
  return typeof test === 'string' ? { at, why: test } : { kind: 'test', test }
}

function readGroup(json: Record<string, unknown>, at: number[], parser: Parser): Condition | ConditionFault {
  const join = wordIn(['all', 'any', 'none'] as const, json.join)
  if (!join || !Array.isArray(json.of)) return { at, why: 'not-a-condition' }
  if (at.length >= depthMax) return { at, why: 'too-deep' }
  // Groups that hold nothing take time as well.
  parser.groupsLeft -= 1
  if (parser.groupsLeft < 0) return { at, why: 'too-many-groups' }
  const of: Condition[] = []
  for (const [place, each] of json.of.entries()) {
    const read = readCondition(each, [...at, place], parser)
    if ('why' in read) return read
    of.push(read)
  }
  return { kind: 'group', join, of }
}

function readTest(json: Record<string, unknown>): Test | ConditionFault['why'] {
  const list = wordIn(listFields, json.field)
  const has = wordIn(['has-any', 'has-none', 'has-all'] as const, json.is)
  if (list && has) return withValues(json.values, (values) => ({ field: list, is: has, values }))
  const choice = wordIn(choiceFields, json.field)
  const one = wordIn(['one-of', 'not-one-of'] as const, json.is)
  if (choice && one) return withValues(json.values, (values) => ({ field: choice, is: one, values }))
  const number = wordIn(numberFields, json.field)
  const compared = wordIn(['at-least', 'at-most', 'equal'] as const, json.is)
  if (number && compared) {
    const value = wholeIn(json.value)
    return value === undefined ? 'bad-value' : { field: number, is: compared, value }
  }
  const time = wordIn(timeFields, json.field)
  const side = wordIn(['after', 'before'] as const, json.is)
  if (!time || !side) return 'not-a-condition'
  return isDay(json.value) ? { field: time, is: side, value: json.value } : 'bad-value'
}

function withValues(json: unknown, test: (values: string[]) => Test): Test | ConditionFault['why'] {
  if (!Array.isArray(json)) return 'bad-value'
  if (json.length > valuesMax) return 'too-many-values'
  const values = listIn(json, (each) => textIn(each, valueCharactersMax) || undefined, valuesMax)
  if (values.length !== json.length) return 'bad-value'
  return values.length === 0 ? 'no-values' : test([...new Set(values)])
}
