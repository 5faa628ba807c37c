type Texts = Record<string, unknown>

type Replacements = Record<string, unknown>

export type LocaleFacts = {
  locales: Record<string, Texts>
  defaultLocale: string
  language: string
  currency: string
}

/** The extension's locale that fits the buyer's language: itself, its base language, else the default. */
export function chooseLocale({ locales, defaultLocale, language }: LocaleFacts): string {
  const base = language.split('-')[0] ?? language
  const sibling = Object.keys(locales).find((locale) => locale.split('-')[0] === base)
  return (
    [language, base, sibling].find((locale) => locale !== undefined && locale in locales) ?? defaultLocale
  )
}

/** `shopify.i18n` as the checkout gives it, over the extension's own locale files. */
export function createI18n(facts: LocaleFacts) {
  const locale = chooseLocale(facts)
  const texts = [facts.locales[locale] ?? {}, facts.locales[facts.defaultLocale] ?? {}]
  const inLocale = (options: { inExtensionLocale?: boolean }) =>
    options.inExtensionLocale ? locale : facts.language
  return {
    translate: (key: string, replacements: Replacements = {}) => translate(texts, locale, key, replacements),
    formatNumber: (
      value: number | bigint,
      options: Intl.NumberFormatOptions & { inExtensionLocale?: boolean } = {},
    ) => new Intl.NumberFormat(inLocale(options), options).format(value),
    formatCurrency: (
      value: number | bigint,
      options: Intl.NumberFormatOptions & { inExtensionLocale?: boolean } = {},
    ) =>
      new Intl.NumberFormat(inLocale(options), {
        currency: facts.currency,
        ...options,
        style: 'currency',
      }).format(value),
    formatDate: (value: Date, options: Intl.DateTimeFormatOptions & { inExtensionLocale?: boolean } = {}) =>
      new Intl.DateTimeFormat(inLocale(options), options).format(value),
  }
}

function translate(texts: Texts[], locale: string, key: string, replacements: Replacements): unknown {
  const found = texts
    .map((each) => lookUp(each, key, locale, replacements))
    .find((each) => each !== undefined)
  if (found === undefined) {
    console.error(`No translation for "${key}" in ${locale}.`)
    return key
  }
  return fill(found, replacements, locale)
}

function lookUp(texts: Texts, key: string, locale: string, replacements: Replacements): string | undefined {
  let found: unknown = texts
  for (const part of key.split('.')) found = isTexts(found) ? found[part] : undefined
  if (isTexts(found) && typeof replacements.count === 'number') {
    const form = new Intl.PluralRules(locale).select(replacements.count)
    found = found[form] ?? found.other
  }
  return typeof found === 'string' ? found : undefined
}

/** One text when all replacements are plain, a list when some are elements. */
function fill(text: string, replacements: Replacements, locale: string): unknown {
  const pieces = text.split(/\{\{\s*(\w+)\s*\}\}/).map((piece, index) => {
    if (index % 2 === 0) return piece
    const value = replacements[piece]
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : (value ?? '')
  })
  const isPlain = pieces.every((piece) => typeof piece === 'string' || typeof piece === 'number')
  return isPlain ? pieces.join('') : pieces.filter((piece) => piece !== '')
}

function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null
}
