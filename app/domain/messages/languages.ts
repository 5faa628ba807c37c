/** The languages of every message and of the page of preferences: those of app/contract/offer.ts, which a test holds. */
export const messageLanguages = ['en', 'pt-BR', 'es', 'fr', 'de', 'hi', 'ru', 'zh-CN', 'ja'] as const
export type MessageLanguage = (typeof messageLanguages)[number]

/** The language to write in to somebody of this locale (`de-AT`, `pt`, `zh_TW`); English where theirs is not among ours. */
export function languageOf(locale: string | null | undefined): MessageLanguage {
  return knownLanguage(locale) ?? 'en'
}

/** The first of these locales that is one of our languages; English where none is. */
export function firstLanguage(locales: readonly (string | null | undefined)[]): MessageLanguage {
  for (const locale of locales) {
    const known = knownLanguage(locale)
    if (known) return known
  }
  return 'en'
}

/** The language for a browser that says which it accepts, best first (`Accept-Language`). */
export function acceptedLanguage(header: string | undefined): MessageLanguage {
  return firstLanguage(
    (header ?? '')
      .slice(0, 500)
      .split(',')
      .map((each) => each.split(';', 1)[0]),
  )
}

/** The one of our languages that a locale or tag names, if any: `pt` and `pt-PT` name `pt-BR`. */
export function knownLanguage(locale: string | null | undefined): MessageLanguage | undefined {
  const primary = primaryOf(locale ?? '')
  return messageLanguages.find((language) => primaryOf(language) === primary)
}

function primaryOf(locale: string): string {
  return locale.trim().split(/[-_]/, 1)[0]?.toLowerCase() ?? ''
}
