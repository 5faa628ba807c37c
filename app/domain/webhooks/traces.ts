import { quoteBigNumbers } from './big-numbers.ts'

/** Something in a payload by which a person may be known: a gid, an address or a number. */
export interface Trace {
  kind: 'customer' | 'order' | 'email' | 'phone'
  value: string
}

// Beyond this a payload is no customer's or order's any more, and looking everything up would take its time.
const tracesMax = 20_000
const addressHalfMax = 255

const numberShape = /\+?\d[\d\s().-]{5,30}/g
const gidShape = /gid:\/\/shopify\/(Customer|Order)\/\d{1,25}/g
const bareIdShape = /"(id|customer_id|order_id)"\s*:\s*"?(\d{1,25})(?!\d)/g
const plainShape = /^(\d{4}-\d\d-\d\dT[\d:.+Z-]*|-?\d+\.\d{1,3}|gid:\/\/shopify\/\w+\/\d+)$/
const addressStop = /[\s"'<>()[\]{},;:=\\]/

/**
 * Everything in a payload by which a person may be known, each once, as the payload means it and not as it is
 * escaped: in any text of it, and in the ids it names by number. Of what is not JSON, in its raw text. Nothing when
 * there is too much to be looked up.
 */
export function tracesIn(payload: string): Trace[] | undefined {
  const found = new Finder()
  try {
    walk(parsed(payload), found)
  } catch (error) {
    if (error instanceof TooMany) return undefined
    throw error
  }
  return [...found.traces.values()]
}

class TooMany extends Error {}

class Finder {
  readonly traces = new Map<string, Trace>()
  #looked = 0

  add(kind: Trace['kind'], value: string): void {
    this.#looked += 1
    if (this.#looked > tracesMax) throw new TooMany()
    this.traces.set(`${kind} ${value}`, { kind, value })
  }
}

function parsed(payload: string): { json: unknown } | { raw: string } {
  try {
    return { json: JSON.parse(quoteBigNumbers(payload)) }
  } catch {
    return { raw: payload } // No JSON: whom it names can still be read.
  }
}

function walk(payload: { json: unknown } | { raw: string }, found: Finder): void {
  if ('raw' in payload) {
    findInText(payload.raw, found)
    for (const [, key = '', digits = ''] of payload.raw.matchAll(bareIdShape)) findInId(key, digits, found)
    return
  }
  // A list of its own instead of recursion: a payload may be nested deeper than the stack goes.
  const open: unknown[] = [payload.json]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') findInText(value, found)
    else for (const each of insideOf(value, found)) open.push(each)
  }
}

/** What is still to be looked at inside of a list or an object; its ids are found by their names. */
function insideOf(value: unknown, found: Finder): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return []
  const inside: unknown[] = []
  for (const [key, each] of Object.entries(value)) {
    if (typeof each === 'number' || typeof each === 'string') findInId(key, `${each}`, found)
    if (typeof each === 'string' || typeof each === 'object') inside.push(each)
  }
  return inside
}

/** A bare `id` may be a customer's or an order's: what it stands in need not say. */
function findInId(key: string, digits: string, found: Finder): void {
  if (!/^(id|customer_id|order_id)$/.test(key) || !/^\d{1,25}$/.test(digits)) return
  if (key !== 'order_id') found.add('customer', `gid://shopify/Customer/${digits}`)
  if (key !== 'customer_id') found.add('order', `gid://shopify/Order/${digits}`)
}

function findInText(text: string, found: Finder): void {
  for (const [value, kind] of text.matchAll(gidShape))
    found.add(kind === 'Order' ? 'order' : 'customer', value)
  if (text.length < 3 || plainShape.test(text.slice(0, 64))) return
  for (const [value] of text.matchAll(numberShape)) found.add('phone', value)
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1))
    found.add('email', addressAround(text, at))
}

function addressAround(text: string, at: number): string {
  let start = at
  while (start > 0 && at - start < addressHalfMax && isInAddress(text[start - 1])) start -= 1
  let end = at + 1
  while (end < text.length && end - at <= addressHalfMax && isInAddress(text[end])) end += 1
  return text.slice(start, end).replace(/\.+$/, '')
}

function isInAddress(char: string | undefined): boolean {
  return char !== undefined && char !== '@' && !addressStop.test(char)
}
