import { isRecord, textIn } from '../json-fields.ts'
import type { MessageTexts } from './touch-wish.ts'

const languagesMax = 20
export const subjectCharactersMax = 150
export const bodyCharactersMax = 5_000
export const buttonCharactersMax = 40

/** The merchant's words by language as JSON says them, or nothing where something in them does not fit. */
export function parseTexts(json: unknown): Partial<Record<string, MessageTexts>> | undefined {
  if (!isRecord(json)) return undefined
  const all = Object.entries(json)
  if (all.length > languagesMax) return undefined
  const texts: Record<string, MessageTexts> = {}
  for (const [language, each] of all) {
    const read = textsOf(each)
    if (!read || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language)) return undefined
    texts[language] = read
  }
  return texts
}

/** Line breaks in a subject would begin another header of an email. */
function textsOf(json: unknown): MessageTexts | undefined {
  if (!isRecord(json)) return undefined
  const subject = textIn(json.subject, subjectCharactersMax)
  const body = textIn(json.body, bodyCharactersMax)
  const button = json.button ?? undefined
  if (subject === undefined || body === undefined || /[\r\n]/.test(subject)) return undefined
  if (button === undefined) return { subject, body }
  const words = textIn(button, buttonCharactersMax)
  return words === undefined || /[\r\n]/.test(words) ? undefined : { subject, body, button: words }
}
