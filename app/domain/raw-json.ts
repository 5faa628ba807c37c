const depthShownMax = 12
const space = '  '
const tokens = /"(?:[^"\\]|\\.)*"?|[[\]{}:,]|[^\s"[\]{}:,]+/gs

/**
 * JSON laid out for reading, by its signs alone: nothing is parsed, so numbers above 2^53, doubled keys and escapes
 * stand exactly as they came. Text that is no JSON loses nothing but its white space. Deep nesting stops moving to
 * the right.
 */
export function layOutJson(raw: string): string {
  const pieces: string[] = []
  let depth = 0
  let isJustOpened = false
  for (const [token] of raw.matchAll(tokens)) {
    const isClosing = token === '}' || token === ']'
    if (isClosing) depth = Math.max(0, depth - 1)
    if (isClosing !== isJustOpened) pieces.push(newLine(depth))
    isJustOpened = token === '{' || token === '['
    if (isJustOpened) depth += 1
    pieces.push(token === ':' ? ': ' : token)
    if (token === ',') pieces.push(newLine(depth))
  }
  return pieces.join('')
}

function newLine(depth: number): string {
  return `\n${space.repeat(Math.min(depth, depthShownMax))}`
}
