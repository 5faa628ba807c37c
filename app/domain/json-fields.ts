/** Fields of JSON that somebody else wrote, or an older version: each is what it should be or nothing. */

/** Whether a value is an object with named fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value if it is text of at most so many characters. */
export function textIn(value: unknown, charactersMax = 2_000): string | undefined {
  return typeof value === 'string' && value.length <= charactersMax ? value : undefined
}

/** The value if it is a number that JSON can hold. */
export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The value if it is a whole number that loses nothing. */
export function wholeIn(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? numberIn(value) : undefined
}

/** The value if it is one of these words. */
export function wordIn<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value)
}

/** Those of the values that are among these words. */
export function knownWords<Word extends string>(words: readonly Word[], values: readonly unknown[]): Word[] {
  return values.flatMap((value) => wordIn(words, value) ?? [])
}

/** Whether a value is a day that the calendar has, as `2026-11-22`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** What of a list can be read, at most so many; nothing of what is no list. */
export function listIn<Read>(value: unknown, read: (each: unknown) => Read | undefined, max = 1_000): Read[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, max).flatMap((each) => {
    const found = read(each)
    return found === undefined ? [] : [found]
  })
}
