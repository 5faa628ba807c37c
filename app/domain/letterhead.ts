import { isRecord, textIn, wordIn } from './json-fields.ts'

/** From whom a shop's messages come. What is missing is the shop's own name, and the address that they are sent from. */
export interface Sender {
  name: string | undefined
  replyTo: string | undefined
}

/** How a shop's messages look and sound. What is missing is as Encore has it. */
export interface Brand {
  /** An https address of a picture. */
  logoUrl: string | undefined
  /** `#1a2b3c`, lower case. */
  color: string | undefined
  tone: Tone
}

export const tones = ['warm', 'plain'] as const
export type Tone = (typeof tones)[number]

const nameCharactersMax = 80
const addressCharactersMax = 254
const urlCharactersMax = 2_000

/** The sender kept as JSON. What is missing or does not fit is left out. */
export function parseSender(stored: unknown): Sender {
  const kept = isRecord(stored) ? stored : {}
  return { name: nameIn(kept.name), replyTo: addressIn(kept.replyTo) }
}

/** The brand kept as JSON. What is missing or does not fit is left out. */
export function parseBrand(stored: unknown): Brand {
  const kept = isRecord(stored) ? stored : {}
  return {
    logoUrl: pictureIn(kept.logoUrl),
    color: colorIn(kept.color),
    tone: wordIn(tones, kept.tone) ?? 'warm',
  }
}

/** What a merchant writes about their messages. */
export type LetterheadField = 'senderName' | 'replyTo' | 'logoUrl' | 'color' | 'tone'

/** Sender and brand as a form says them, an empty field as none, or which fields do not fit. */
export function readLetterheadForm(
  form: Record<LetterheadField, unknown>,
): { kind: 'letterhead'; sender: Sender; brand: Brand } | { kind: 'refused'; fields: LetterheadField[] } {
  const tone = wordIn(tones, form.tone)
  const name = optional(form.senderName, nameIn)
  const replyTo = optional(form.replyTo, addressIn)
  const logoUrl = optional(form.logoUrl, pictureIn)
  const color = optional(form.color, colorIn)
  if (name && replyTo && logoUrl && color && tone)
    return {
      kind: 'letterhead',
      sender: { name: name.is, replyTo: replyTo.is },
      brand: { logoUrl: logoUrl.is, color: color.is, tone },
    }
  const read = { senderName: name, replyTo, logoUrl, color, tone }
  const all = ['senderName', 'replyTo', 'logoUrl', 'color', 'tone'] as const
  return { kind: 'refused', fields: all.filter((field) => !read[field]) }
}

/** What a field says, nothing where it is empty; nothing at all where it does not fit. */
function optional<Read>(
  value: unknown,
  read: (value: unknown) => Read | undefined,
): { is?: Read } | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text === '') return {}
  const is = read(text)
  return is === undefined ? undefined : { is }
}

/** A name goes into a header of a message: one line, without what could end it. */
function nameIn(value: unknown): string | undefined {
  const text = textIn(value, nameCharactersMax)
  return text && !/[\p{Cc}\p{Zl}\p{Zp}<>"]/u.test(text) ? text : undefined
}

function addressIn(value: unknown): string | undefined {
  const text = textIn(value, addressCharactersMax)
  return text && /^[^\s@<>"(),;:\\[\]\p{Cc}]{1,64}@[^\s@<>"(),;:\\[\]\p{Cc}]+\.[a-z\d-]{2,}$/iu.test(text)
    ? text
    : undefined
}

function pictureIn(value: unknown): string | undefined {
  const text = textIn(value, urlCharactersMax)
  if (!text || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : undefined
}

function colorIn(value: unknown): string | undefined {
  const text = textIn(value, 7)?.toLowerCase()
  return text && /^#[\da-f]{6}$/.test(text) ? text : undefined
}
