import type { RuleGroupType, RuleType } from 'react-querybuilder'
import {
  type Condition,
  choiceFields,
  type Field,
  journeyFields,
  listFields,
  numberFields,
  type Test,
  timeFields,
} from '../../domain/conditions/condition.ts'
import { parseMinor, toDecimal } from '../../domain/money.ts'
import { conditionEditor, conditions } from '../texts/conditions.ts'

/** A condition while it is written: numbers and amounts are the text that was typed, lists may still be empty. */
export type Query = RuleGroupType

/** What is wrong with the value of one test, in words. */
export type TestProblem = string

const { problems } = conditionEditor

/**
 * The condition as the query builder holds it. A single test stands in a group of its own. Each part is named by its
 * place, so that the server and the browser draw the same.
 */
export function queryOf(condition: Condition, currency: string, id = 'when'): Query {
  const { join, of } = condition.kind === 'group' ? condition : { join: 'all', of: [condition] }
  const rules = of.map((each, at) =>
    each.kind === 'test'
      ? { id: `${id}-${at}`, ...ruleOf(each.test, currency) }
      : queryOf(each, currency, `${id}-${at}`),
  )
  return { id, combinator: join, rules }
}

/** The same query without the names of its parts, to compare what was written. */
export function withoutIds({ combinator, rules }: Query): Query {
  return {
    combinator,
    rules: rules.map((each) =>
      'rules' in each ? withoutIds(each) : { field: each.field, operator: each.operator, value: each.value },
    ),
  }
}

function ruleOf(test: Test, currency: string): RuleType {
  const { field, is } = test
  if ('values' in test) return { field, operator: is, value: test.values }
  if (typeof test.value === 'string') return { field, operator: is, value: test.value }
  const value = isAmount(field) ? toDecimal({ minor: test.value, currency }) : String(test.value)
  return { field, operator: is, value }
}

/** The condition that was written, or nothing while something in it does not fit. */
export function conditionOf(query: Query, currency: string): Condition | undefined {
  const of = query.rules.map((each) =>
    'rules' in each ? conditionOf(each, currency) : conditionOfRule(each, currency),
  )
  const fitting = of.filter((each) => each !== undefined)
  const join = joins.find((each) => each === query.combinator)
  return join && fitting.length === of.length ? { kind: 'group', join, of: fitting } : undefined
}

export const joins = ['all', 'any', 'none'] as const

function conditionOfRule(rule: RuleType, currency: string): Condition | undefined {
  const test = testOf(rule, currency)
  return test && { kind: 'test', test }
}

/** One test, or nothing while its value does not fit. */
export function testOf({ field, operator, value }: RuleType, currency: string): Test | undefined {
  if (problemOf({ field, operator, value }, currency)) return undefined
  const list = listFields.find((each) => each === field)
  const has = (['has-any', 'has-none', 'has-all'] as const).find((each) => each === operator)
  if (list && has) return { field: list, is: has, values: textsOf(value) }
  const choice = choiceFields.find((each) => each === field)
  const one = (['one-of', 'not-one-of'] as const).find((each) => each === operator)
  if (choice && one) return { field: choice, is: one, values: textsOf(value) }
  const number = numberFields.find((each) => each === field)
  const compared = (['at-least', 'at-most', 'equal'] as const).find((each) => each === operator)
  const whole = numberOf(field, value, currency)
  if (number && compared && whole !== undefined) return { field: number, is: compared, value: whole }
  const time = timeFields.find((each) => each === field)
  const side = (['after', 'before'] as const).find((each) => each === operator)
  return time && side ? { field: time, is: side, value: String(value) } : undefined
}

/** What is wrong with a test's value; nothing when it fits. */
export function problemOf({ field, value }: RuleType, currency: string): TestProblem | undefined {
  switch (kindOf(field)) {
    case 'list':
    case 'choice':
      return textsOf(value).length === 0 ? problems.values : undefined
    case 'number':
      if (numberOf(field, value, currency) !== undefined) return undefined
      if (isAmount(field)) return problems.amount(toDecimal({ minor: 5000, currency }))
      return field === 'moment.hour' ? problems.hour : problems.number
    case 'time':
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? undefined : problems.date
    default:
      return undefined
  }
}

const hourMax = 23
const wholeDigitsMax = 9

function numberOf(field: string, value: unknown, currency: string): number | undefined {
  const text = String(value ?? '')
    .trim()
    .replace(',', '.')
  if (isAmount(field)) {
    const minor = parseMinor(text, currency)
    return minor !== undefined && minor >= 0 ? minor : undefined
  }
  if (!/^\d+$/.test(text) || text.length > wholeDigitsMax) return undefined
  const whole = Number(text)
  return field === 'moment.hour' && whole > hourMax ? undefined : whole
}

/** The values of a list test; anything else is none. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** Which kind of value a field is compared with. */
export function kindOf(field: string): 'list' | 'choice' | 'number' | 'time' | undefined {
  if (listFields.some((each) => each === field)) return 'list'
  if (choiceFields.some((each) => each === field)) return 'choice'
  if (numberFields.some((each) => each === field)) return 'number'
  return timeFields.some((each) => each === field) ? 'time' : undefined
}

/** Whether a field is an amount of money. */
export function isAmount(field: string): boolean {
  return field.endsWith('Minor')
}

const operators = {
  list: ['has-any', 'has-all', 'has-none'],
  choice: ['one-of', 'not-one-of'],
  number: ['at-least', 'at-most', 'equal'],
  time: ['after', 'before'],
} as const

const allFields: Field[] = [...listFields, ...choiceFields, ...numberFields, ...timeFields]

/** The fields and their operators as the query builder lists them for a journey, those of the order first. */
export const queryFields = (['order.', 'customer.', 'moment.'] as const)
  .flatMap((start) => allFields.filter((each) => each.startsWith(start)))
  .map((name) => {
    const kind = kindOf(name) ?? 'list'
    return {
      name,
      label: conditions.fields[name],
      operators: operators[kind].map((each) => ({ name: each, label: conditions.operators[each] })),
      defaultValue: kind === 'list' || kind === 'choice' ? [] : '',
    }
  })

/** Those that can be asked while a shopper waits for an offer. */
export const offerFields = queryFields.filter(({ name }) => !journeyFields.includes(name))
