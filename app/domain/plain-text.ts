/** Text from outside that a database can hold: without U+0000 and lone surrogates, and no longer than given. */
export function plainText(value: unknown, charactersMax = 200): string {
  if (typeof value !== 'string') return ''
  return value.slice(0, charactersMax).replaceAll('\0', '').toWellFormed()
}
