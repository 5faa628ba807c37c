import { productIdsMax } from '../../app/contract/offer.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'

/** A browser that keeps nothing for us is no reason to show nothing. */
const storageWithinMs = 500

const dayMs = 86_400_000

/** Products not to show in this browser, and until when in milliseconds; null is for good. The oldest come first. */
type LeftOut = Record<string, number | null>

/** What this browser was told before. */
export interface Remembered {
  /** The shopper wants no offers here, or none with this purchase any more. */
  hasEnded: boolean
  leftOutIds: string[]
}

/** Reads what was said in this browser. `purchase` names the order or checkout. */
export async function recall(host: Host, purchase: string): Promise<Remembered> {
  const [ended, off, leftOut] = await Promise.all([
    read<boolean>(host, endedKey(purchase)),
    read<boolean>(host, 'off'),
    readLeftOut(host),
  ])
  return { hasEnded: ended === true || off === true, leftOutIds: Object.keys(leftOut) }
}

/** No offer for this purchase again, whatever the app has heard of it. */
export async function rememberEnd(host: Host, purchase: string): Promise<void> {
  await write(host, endedKey(purchase), true)
}

/** No offer in this browser again: a guest is known nowhere else. */
export async function rememberOff(host: Host): Promise<void> {
  await write(host, 'off', true)
}

/**
 * Leaves a product out for so many days, or for good. For a customer the app knows it, and this browser only bridges
 * the time until it does: they may think better of it on another device.
 */
export async function rememberLeftOut(
  host: Host,
  productId: string,
  { isKnown, days }: { isKnown: boolean; days: number | undefined },
): Promise<void> {
  const forDays = isKnown ? 1 : days
  const until = forDays === undefined ? null : Date.now() + forDays * dayMs
  const { [productId]: _before, ...others } = await readLeftOut(host)
  const entries = [...Object.entries(others), [productId, until] as const]
  await write(host, 'leftOut', Object.fromEntries(entries.slice(-productIdsMax)))
}

/** When a reminder is due that was asked for now. */
export function remindDate(days: number): Date {
  return new Date(Date.now() + days * dayMs)
}

async function readLeftOut(host: Host): Promise<LeftOut> {
  const kept = (await read<LeftOut>(host, 'leftOut')) ?? {}
  const entries = Object.entries(kept).filter(([, until]) => until === null || until > Date.now())
  return Object.fromEntries(entries)
}

function read<Value>({ storage }: Host, key: string): Promise<Value | null | undefined> {
  return inTime(storageWithinMs, () => storage.read<Value>(key))
}

function write({ storage }: Host, key: string, value: unknown): Promise<void> {
  return inTime(storageWithinMs, () => storage.write(key, value))
}

function endedKey(purchase: string): string {
  return `ended/${purchase.slice(purchase.lastIndexOf('/') + 1)}`
}
