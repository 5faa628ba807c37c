import type { MessageTexts } from '../journeys/touch-wish.ts'
import type { Tone } from '../letterhead.ts'
import { type Filling, fillTemplate, textValueOf } from './fill-template.ts'
import { knownLanguage, type MessageLanguage } from './languages.ts'
import { dayIn, type MessageReason } from './message-reason.ts'
import type { TemplateId } from './template-id.ts'
import { wordsIn } from './words.ts'

/** What a message is made of. */
export interface MessageParts {
  template: TemplateId
  /** The merchant's own words by language. */
  texts: Readonly<Partial<Record<string, MessageTexts>>>
  /** The customer's. */
  language: MessageLanguage
  tone: Tone
  reason: MessageReason
  /** As `textValueOf` and `nameValueOf` make them. */
  firstName: string | undefined
  product: string | undefined
  shop: string | undefined
  orderedAt: Date | undefined
  /** IANA, of the customer. */
  timeZone: string
}

/** The words of one message, ready to be drawn. All of it is text, none of it HTML. */
export interface ComposedMessage {
  /** Of the words: the merchant's may exist in another language than the customer's. */
  language: MessageLanguage
  subject: string
  greeting: string
  /** "You get this because ..." */
  reason: string
  paragraphs: string[]
  button: string | undefined
}

const subjectCharactersMax = 150
const paragraphsMax = 12

/** Writes a message: the merchant's words in the customer's language, else Encore's. The same parts, the same words. */
export function composeMessage(parts: MessageParts): ComposedMessage {
  const { language } = parts
  const { greeting, templates, reasons } = wordsIn(language)
  const texts = ownTexts(parts.texts, language) ?? templates[parts.template]
  const fill = filler(parts)
  return {
    language,
    subject: subjectOf(fill(texts.subject)) || subjectOf(fill(templates[parts.template].subject)),
    greeting: fill(greeting[parts.tone]),
    reason: fill(reasons[parts.reason.kind], toldBy(parts)),
    paragraphs: paragraphsOf(fill(texts.body)),
    button: texts.button ? fill(texts.button) || undefined : undefined,
  }
}

function ownTexts(texts: MessageParts['texts'], language: MessageLanguage): MessageTexts | undefined {
  const alike = Object.entries(texts).find(([tag]) => knownLanguage(tag) === language)?.[1]
  const own = Object.hasOwn(texts, language) ? texts[language] : alike
  return own && (own.subject.trim() || own.body.trim()) ? own : undefined
}

function filler({ language, firstName, product, shop, orderedAt, timeZone }: MessageParts) {
  const { missing } = wordsIn(language)
  const values = {
    ...(firstName && { first_name: firstName }),
    ...(product && { product }),
    ...(shop && { shop }),
    ...(orderedAt && { order_date: dayIn(orderedAt, language, timeZone) }),
  }
  return (text: string, more: Filling = {}) => fillTemplate(text, { ...values, ...more }, missing)
}

/** What the reason itself tells. */
function toldBy({ reason, language, timeZone }: MessageParts): Filling {
  if ('date' in reason) return { date: dayIn(reason.date, language, timeZone) }
  return reason.kind === 'running-out' ? { product: reason.product } : {}
}

/** One line: what follows a line break in a header would be a header of its own. */
function subjectOf(text: string): string {
  const [...characters] = textValueOf(text) ?? ''
  return characters.slice(0, subjectCharactersMax).join('')
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .slice(0, paragraphsMax)
}
