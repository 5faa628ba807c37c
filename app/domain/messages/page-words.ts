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
import type { PageWords } from './page-words-shape.ts'

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
