/**
 * Resolves `@container (inline-size > 400px) A, B` for a container of some width; other values stay as they are.
 * See https://shopify.dev/docs/api/checkout-ui-extensions/latest/using-polaris-components.
 */
export function resolveResponsive(value: unknown, width: number): unknown {
  if (typeof value !== 'string' || !value.startsWith('@container')) return value
  const condition = /^@container[^(]*((?:\([^)]*\)(?:\s*and\s*)?)+)\s*/.exec(value)
  if (!condition?.[1]) return value
  const [yes = '', no = ''] = splitOutside(value.slice(condition[0].length))
  return resolveResponsive(holds(condition[1], width) ? yes : no, width)
}

function holds(conditions: string, width: number): boolean {
  return [...conditions.matchAll(/\(([^)]*)\)/g)].every(([, condition = '']) => holdsOne(condition, width))
}

function holdsOne(condition: string, width: number): boolean {
  const between = /(?:(\d+)px\s*(<=?)\s*)?inline-size(?:\s*(<=?|>=?)\s*(\d+)px)?/.exec(condition)
  if (!between) return false
  const [, low, lowSign, sign, bound] = between
  return (
    (low === undefined || compare(Number(low), lowSign ?? '<', width)) &&
    (bound === undefined || compare(width, sign ?? '<', Number(bound)))
  )
}

function compare(left: number, sign: string, right: number): boolean {
  if (sign === '<') return left < right
  if (sign === '<=') return left <= right
  if (sign === '>') return left > right
  return left >= right
}

/** Two values at the first comma that no bracket holds. */
function splitOutside(text: string): [string, string] {
  let depth = 0
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === ',' && depth === 0) return [text.slice(0, index).trim(), text.slice(index + 1).trim()]
  }
  return [text.trim(), '']
}
