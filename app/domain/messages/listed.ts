import type { MessageLanguage } from './languages.ts'

/** Names in a row as people of this language write them: "Coffee and Filters". */
export function listedIn(names: readonly string[], language: MessageLanguage): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
