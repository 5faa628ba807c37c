import type { MessageLanguage } from './languages.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { hi } from './words/hi.ts'
import { ja } from './words/ja.ts'
import { ptBr } from './words/pt-br.ts'
import { ru } from './words/ru.ts'
import { zhCn } from './words/zh-cn.ts'
import type { Words } from './words-shape.ts'

const words: Record<MessageLanguage, Words> = {
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

/** What Encore says in a language. */
export function wordsIn(language: MessageLanguage): Words {
  return words[language]
}
