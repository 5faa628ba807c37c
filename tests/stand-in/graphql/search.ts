import { GraphQLError } from 'graphql'

/** How one field of Shopify's search syntax is read from a thing: its value, or all its values. */
export type SearchFields<T> = Record<
  string,
  (item: T) => string | number | boolean | null | (string | number)[]
>

interface Term {
  field: string
  isNegated: boolean
  operator: '' | '>' | '>=' | '<' | '<='
  value: string
}

/**
 * What a `query` argument asks for. Shopify ignores fields it does not know with a warning; here they are an
 * error, since a filter that silently does nothing hides mistakes.
 * https://shopify.dev/docs/api/usage/search-syntax
 */
export function matcher<T>(query: string | null | undefined, fields: SearchFields<T>): (item: T) => boolean {
  const terms = parse(query ?? '')
  for (const term of terms)
    if (!fields[term.field]) throw new GraphQLError(`The stand-in cannot search by "${term.field}".`)
  return (item) => terms.every((term) => holds(term, fields[term.field]?.(item) ?? null) !== term.isNegated)
}

function parse(query: string): Term[] {
  const pattern = /(-|NOT\s+)?([a-z_]+):(>=|<=|>|<|)(?:'([^']*)'|"([^"]*)"|([^\s()]+))|\bAND\b|(\S+)/g
  return [...query.matchAll(pattern)].flatMap((match) => {
    const [whole, not, field, operator, single, double, plain, stray] = match
    if (whole === 'AND') return []
    if (stray !== undefined || !field) throw new GraphQLError(`The stand-in cannot search for "${whole}".`)
    return [
      {
        field,
        isNegated: not !== undefined,
        operator: operator as Term['operator'],
        value: single ?? double ?? plain ?? '',
      },
    ]
  })
}

function holds(term: Term, actual: ReturnType<SearchFields<unknown>[string]>): boolean {
  if (Array.isArray(actual)) return actual.some((each) => holds(term, each))
  if (actual === null) return false
  if (typeof actual === 'number') return compare(term, actual - wantedNumber(term.value))
  return String(actual).toLowerCase() === term.value.toLowerCase()
}

function compare(term: Term, difference: number): boolean {
  switch (term.operator) {
    case '>':
      return difference > 0
    case '>=':
      return difference >= 0
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '':
      return difference === 0
    default:
      return term.operator satisfies never
  }
}

function wantedNumber(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (Number.isNaN(number)) throw new GraphQLError(`"${value}" is neither a number nor a moment.`)
  return number
}
