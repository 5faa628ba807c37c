import de from '../locales/de.json'
import en from '../locales/en.default.json'
import es from '../locales/es.json'
import fr from '../locales/fr.json'
import hi from '../locales/hi.json'
import ja from '../locales/ja.json'
import pt from '../locales/pt-BR.json'
import ru from '../locales/ru.json'
import zh from '../locales/zh-CN.json'

/** The name of a text. */
export type TextKey = keyof typeof en

/** Forms of a plural by Intl's names for them. */
type Texts = Record<TextKey, string | Partial<Record<Intl.LDMLPluralRule, string>>>

const files: Record<string, Texts> = {
  en,
  'pt-BR': pt,
  es,
  fr,
  de,
  hi,
  ru,
  'zh-CN': zh,
  ja,
}

/** Everything the page says, in one language. */
export interface Words {
  /** The text with its values put in; `count` also chooses the form of the plural. */
  say(key: TextKey, values?: Record<string, string | number>): string
  money(shown: { amount: string; currency: string }): string
}

/** The words for a buyer's language tag: its own, else one of the same language, else English. */
export function wordsFor(locale: string): Words {
  const language = languageOf(locale)
  const file: Texts = files[language] ?? en
  const plural = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  return {
    say(key, values = {}) {
      const text = file[key]
      const form = typeof text === 'string' ? text : text[plural.select(Number(values.count))]
      return (form ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = values[name]
        return typeof value === 'number' ? number.format(value) : (value ?? '')
      })
    },
    money: ({ amount, currency }) =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount)),
  }
}

function languageOf(locale: string): string {
  const base = (tag: string) => tag.toLowerCase().split('-')[0]
  const tags = Object.keys(files)
  const exact = tags.find((tag) => tag.toLowerCase() === locale.toLowerCase())
  return exact ?? tags.find((tag) => base(tag) === base(locale)) ?? 'en'
}
