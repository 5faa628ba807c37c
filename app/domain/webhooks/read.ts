import { parseMinor } from '../money.ts'
import { isShopifyId, type ShopifyId, type ShopifyKind, shopifyId } from '../shopify-id.ts'
import { quoteBigNumbers } from './big-numbers.ts'

/** A payload that does not say what it must. The message names the field, never what it held. */
export class Unreadable extends Error {
  readonly kind = 'unreadable'

  constructor(message: string) {
    super(message)
    this.name = 'Unreadable'
  }
}

/** A JSON object and where in the payload it stands. */
export interface Part {
  readonly path: string
  readonly fields: Readonly<Record<string, unknown>>
}

const textMax = 1_000
const listMax = 5_000
const integerMax = 2_147_483_647
const timeMax = Date.UTC(2200, 0)

/**
 * The payload of a delivery. Whole numbers above 2^53, which `JSON.parse` would round, become text of their digits.
 * Throws `Unreadable` for what is not a JSON object.
 */
export function parsePayload(text: string): Part {
  return partOf(parseJson(text), 'payload')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(quoteBigNumbers(text))
  } catch {
    throw new Unreadable('payload is not JSON')
  }
}

/** The object under `key`, or nothing. */
export function partAt(part: Part, key: string): Part | undefined {
  const value = part.fields[key]
  return value === null || value === undefined ? undefined : partOf(value, pathOf(part, key))
}

/** The objects of the list under `key`; none where there is no list. */
export function partsAt(part: Part, key: string): Part[] {
  return listAt(part, key).map((value, index) => partOf(value, `${pathOf(part, key)}[${index}]`))
}

/** The list under `key`; empty where there is none. */
export function listAt(part: Part, key: string): unknown[] {
  const value = part.fields[key]
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new Unreadable(`${pathOf(part, key)} is not a list`)
  if (value.length > listMax) throw new Unreadable(`${pathOf(part, key)} has more than ${listMax} entries`)
  return value
}

/** Whether the payload speaks of `key` at all, be it with null. */
export function has(part: Part, key: string): boolean {
  return Object.hasOwn(part.fields, key)
}

/** The text under `key` as PostgreSQL takes it, or nothing for null and the empty string. */
export function textAt(part: Part, key: string): string | undefined {
  const value = part.fields[key]
  if (value === null || value === undefined || value === '') return undefined
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Unreadable(`${pathOf(part, key)} is not text`)
  return cleanText(String(value))
}

/** `textAt` for what must be there. */
export function requiredTextAt(part: Part, key: string): string {
  return textAt(part, key) ?? missing(part, key)
}

/**
 * Text without what PostgreSQL refuses or UTF-8 cannot say: zero bytes go, half surrogates become U+FFFD. One odd
 * character is no reason to lose an order. Cut at 1,000 characters.
 */
function cleanText(text: string): string {
  const short = text.length > textMax ? text.slice(0, textMax) : text
  const whole = short.isWellFormed() ? short : short.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

/** The texts of the list under `key`; none where there is no list. Numbers are taken as they are written. */
export function textsAt(part: Part, key: string): string[] {
  return listAt(part, key).map((value) =>
    typeof value === 'string' || typeof value === 'number'
      ? cleanText(String(value))
      : refuse(part, key, 'holds something that is not text'),
  )
}

/** The truth under `key`. */
export function isAt(part: Part, key: string): boolean {
  return part.fields[key] === true
}

/** The whole number under `key`, at most 2^31. */
export function integerAt(part: Part, key: string): number | undefined {
  const value = part.fields[key]
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > integerMax)
    throw new Unreadable(`${pathOf(part, key)} is not a whole number below 2^31`)
  return value
}

/** The time under `key`. */
export function timeAt(part: Part, key: string): Date | undefined {
  const value = part.fields[key]
  if (value === null || value === undefined) return undefined
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!(time >= 0 && time < timeMax)) throw new Unreadable(`${pathOf(part, key)} is not a time`)
  return new Date(time)
}

/** `timeAt` for what must be there. */
export function requiredTimeAt(part: Part, key: string): Date {
  return timeAt(part, key) ?? missing(part, key)
}

/** The amount under `key` in the smallest unit of `currency`. */
export function minorAt(part: Part, key: string, currency: string): number | undefined {
  const value = part.fields[key]
  if (value === null || value === undefined || value === '') return undefined
  const minor =
    typeof value === 'string' || typeof value === 'number' ? parseMinor(String(value), currency) : undefined
  return minor ?? refuse(part, key, 'is not an amount')
}

/**
 * The id of the object itself: Shopify's own gid where it is given, otherwise made of `id`. Throws for the gid of
 * something else, which then is not what it is taken for.
 */
export function ownId<Kind extends ShopifyKind>(part: Part, kind: Kind): ShopifyId<Kind> {
  const given = part.fields.admin_graphql_api_id
  if (isShopifyId(kind, given)) return given
  if (given !== null && given !== undefined && given !== '')
    refuse(part, 'admin_graphql_api_id', `is not that of ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`)
  return idAt(part, 'id', kind) ?? missing(part, 'id')
}

/** The id whose digits stand under `key`, or nothing where none does. Zero is nobody's id. */
export function idAt<Kind extends ShopifyKind>(
  part: Part,
  key: string,
  kind: Kind,
): ShopifyId<Kind> | undefined {
  const value = part.fields[key]
  if (value === null || value === undefined || value === 0) return undefined
  if (isShopifyId(kind, value)) return value
  const isDigits = typeof value === 'number' ? Number.isSafeInteger(value) && value > 0 : isDigitText(value)
  return isDigits ? shopifyId(kind, String(value)) : refuse(part, key, 'is not an id')
}

/** `idAt` for what must be there. */
export function requiredIdAt<Kind extends ShopifyKind>(part: Part, key: string, kind: Kind): ShopifyId<Kind> {
  return idAt(part, key, kind) ?? missing(part, key)
}

/** Tags, which Shopify writes as one text with commas. */
export function tagsAt(part: Part, key: string): string[] {
  const value = part.fields[key]
  const tags = Array.isArray(value) ? textsAt(part, key) : (textAt(part, key) ?? '').split(',')
  return tags.map((tag) => cleanText(tag).trim()).filter((tag) => tag !== '')
}

function isDigitText(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,25}$/.test(value)
}

function partOf(value: unknown, path: string): Part {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable(`${path} is not an object`)
  return { path, fields: value as Record<string, unknown> }
}

function missing(part: Part, key: string): never {
  return refuse(part, key, 'is missing')
}

function refuse(part: Part, key: string, complaint: string): never {
  throw new Unreadable(`${pathOf(part, key)} ${complaint}`)
}

function pathOf(part: Part, key: string): string {
  return part.path === 'payload' ? key : `${part.path}.${key}`
}
