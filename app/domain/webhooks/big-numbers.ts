const shortest = 16
const backslash = 0x5c
const longRun = /\d{16}/
// A whole number where a value ends. What stands before it may not be part of a number, or it would be cut in two.
const longNumber = /(?<![\d.eE+-])-?[1-9]\d{15,}(?=\s*[,\]}])/g

/**
 * JSON with its whole numbers above 2^53, which `JSON.parse` would round, as text of their digits. Goes through the
 * text once, from string to string, so that a large payload costs hardly more than parsing it.
 */
export function quoteBigNumbers(json: string): string {
  if (!longRun.test(json)) return json
  const pieces: string[] = []
  let taken = 0
  let at = 0
  while (at < json.length) {
    const opening = json.indexOf('"', at)
    const end = opening === -1 ? json.length : opening
    if (end - at >= shortest) {
      const outside = json.slice(at, end)
      const quoted = quoteIn(outside)
      if (quoted !== outside) {
        pieces.push(json.slice(taken, at), quoted)
        taken = end
      }
    }
    at = opening === -1 ? json.length : endOfString(json, opening)
  }
  return pieces.length === 0 ? json : [...pieces, json.slice(taken)].join('')
}

function quoteIn(outside: string): string {
  return outside.replaceAll(longNumber, (digits) =>
    Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`,
  )
}

/** Where the string that opens at `opening` is over. */
function endOfString(json: string, opening: number): number {
  let closing = json.indexOf('"', opening + 1)
  while (closing !== -1 && isEscaped(json, closing)) closing = json.indexOf('"', closing + 1)
  return closing === -1 ? json.length : closing + 1
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0
  while (json.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1
  return backslashes % 2 === 1
}
