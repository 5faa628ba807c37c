import type { Topic } from '../budget/topic.ts'
import type { IntentKind } from './intent.ts'
import type { MessageLanguage } from './languages.ts'
import { de } from './page-words/de.ts'
import { en } from './page-words/en.ts'
import { es } from './page-words/es.ts'
import { fr } from './page-words/fr.ts'
import { hi } from './page-words/hi.ts'
import { ja } from './page-words/ja.ts'
import { ptBr } from './page-words/pt-br.ts'
import { ru } from './page-words/ru.ts'
import { zhCn } from './page-words/zh-cn.ts'

/** All that the page of preferences says, in one language. Variables in braces; see fill-template.ts. */
export interface PageWords {
  title: string
  intro: string
  saved: string
  stopped: string
  badDate: string
  often: { title: string; atMost: string }
  pause: { title: string; label: string; hint: string }
  topics: { title: string; hint: string } & Record<Topic, string>
  channels: { title: string; email: string; other: string; page: string }
  never: { title: string; label: string; hint: string }
  birthday: { title: string; hint: string; day: string; month: string; none: string }
  save: string
  bought: { title: string; hint: string; said: string } & Record<IntentKind, string>
  planned: { title: string; none: string; notBefore: string }
  sent: { title: string; none: string; why: string; waits: string; dropped: string }
  stop: { title: string; text: string; button: string }
  invalid: { title: string; text: string }
  busy: string
}

const pageWords: Record<MessageLanguage, PageWords> = {
  en,
  'pt-BR': ptBr,
  es,
  fr,
  de,
  hi,
  ru,
  'zh-CN': zhCn,
  ja,
}

/** What the page of preferences says in a language. */
export function pageWordsIn(language: MessageLanguage): PageWords {
  return pageWords[language]
}
