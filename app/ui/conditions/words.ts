import type { Condition, Test } from '../../domain/conditions/condition.ts'
import { formatMoney, formatTime, type Reader } from '../format.ts'
import { conditions as texts } from '../texts/conditions.ts'

/** How things are called: titles by id, and for whom amounts and days are written. */
export interface Names {
  titles: Record<string, string>
  currency: string
  reader: Reader
}

/** A condition as it stands after "When": "the order contains Chemex and it is the customer's first order". */
export function conditionWords(condition: Condition, names: Names): string {
  return wordsOf(condition, names, false)
}

function wordsOf(condition: Condition, names: Names, isInside: boolean): string {
  if (condition.kind === 'test') return testWords(condition.test, names)
  const { join, of } = condition
  if (of.length === 0) return texts.always
  const isAlone = of.length === 1
  const parts = of.map((each) => wordsOf(each, names, !isAlone || join === 'none'))
  if (join === 'none') return texts.none(parts.join('; '))
  const joined = parts.join(join === 'all' ? ' and ' : ' or ')
  return isInside && !isAlone ? `(${joined})` : joined
}

/** One comparison in words. */
export function testWords(test: Test, names: Names): string {
  if (test.field === 'customer.orders' && test.value === 1 && test.is !== 'at-least') return texts.firstOrder
  if (test.field === 'customer.orders' && test.value === 2 && test.is === 'at-least')
    return texts.notFirstOrder
  const text = texts.says[`${test.field} ${test.is}`] ?? ''
  if (!('values' in test)) return text.replaceAll('{value}', valueWords(test, names))
  const values = test.values.map((value) => nameOf(test.field, value, names))
  return text
    .replace('{any}', listWords(values, 'disjunction'))
    .replace('{all}', listWords(values, 'conjunction'))
}

function valueWords(test: Exclude<Test, { values: string[] }>, { currency, reader }: Names): string {
  if (typeof test.value === 'string')
    return formatTime(new Date(`${test.value}T00:00:00Z`), 'day', { ...reader, timeZone: 'UTC' })
  if (test.field.endsWith('Minor')) return formatMoney({ minor: test.value, currency }, reader)
  return String(test.value)
}

const valuesNamedMax = 4

/** "A", "A or B", "A, B and 3 more". */
export function listWords(values: string[], type: 'disjunction' | 'conjunction'): string {
  const named = values.length > valuesNamedMax ? values.slice(0, valuesNamedMax - 1) : values
  const more = values.length - named.length
  const parts = more > 0 ? [...named, `${more} more`] : named
  return new Intl.ListFormat('en', { type }).format(parts)
}

/** What a value of a field is called. */
export function nameOf(field: string, value: string, { titles }: Pick<Names, 'titles'>): string {
  switch (field) {
    case 'order.products':
    case 'customer.products':
      return titles[value] ?? texts.gone.product
    case 'order.collections':
      return titles[value] ?? texts.gone.collection
    case 'order.country':
      return displayName('region', value)
    case 'order.language':
      return displayName('language', value)
    case 'order.channel':
      return texts.channels[value] ?? value
    case 'customer.priceBand':
      return wordOf(texts.priceBands, value)
    case 'customer.presence':
      return wordOf(texts.presences, value)
    case 'moment.weekday':
      return texts.weekdays[Number(value) - 1] ?? value
    default:
      return value
  }
}

function wordOf(words: Record<string, string>, value: string): string {
  return (Object.hasOwn(words, value) && words[value]) || value
}

/** What a region, language or currency is called in English; its code where that is not one. */
export function displayName(type: 'region' | 'language' | 'currency', code: string): string {
  try {
    return new Intl.DisplayNames('en', { type }).of(code) ?? code
  } catch {
    return code
  }
}
