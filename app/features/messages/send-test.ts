import { randomUUID } from 'node:crypto'
import { sendingChannels } from '../../channels/all.ts'
import type { ChannelKind } from '../../channels/channel.ts'
import { parseSettings } from '../../domain/settings.ts'
import { shopifyId } from '../../domain/shopify-id.ts'
import { config } from '../../platform/config.ts'
import { errorFacts } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { inShopHot } from '../../store/database.server.ts'
import { readMessageFacts } from '../../store/message-facts.server.ts'
import { composeTouch, languageOfFacts } from './compose-touch.ts'
import { renderEmail } from './render-email.ts'

/** What became of a test message. */
export type TestSent =
  | { kind: 'sent'; to: string }
  /** There is nobody to send it to: only the shop's own address for answers will do. */
  | { kind: 'no-address' }
  /** Often enough for one day. */
  | { kind: 'too-often' }
  | { kind: 'failed' }

/** The address is the merchant's word alone: nobody can have Encore write to a stranger all day. */
const testsMax = 10
const shopsMax = 10_000
const sentOn = new Map<string, { day: string; times: number }>()

const nobody = shopifyId('Customer', '0')
const content = { kind: 'message', template: 'thank-regular', texts: {} } as const

/**
 * Sends a message as customers would get it to the shop's own address for answers, and to no other, so that nobody can
 * have Encore write to strangers, and at most ten times a day. It is no touch: it is kept nowhere, and its links lead
 * nowhere.
 */
export async function sendTest(
  shop: string,
  now: Date,
  kind: ChannelKind = sendingChannels.email,
): Promise<TestSent> {
  const facts = await inShopHot(shop, (db) =>
    readMessageFacts(db, { customerId: nobody, orderId: null, enrollmentId: null }),
  )
  const { sender, brand } = parseSettings(facts?.shop.settings)
  if (!facts || !sender.replyTo) return { kind: 'no-address' }
  if (!mayTest(shop, now)) return { kind: 'too-often' }
  const times = { firstOrderAt: undefined, lastOrderAt: undefined }
  const { message, shop: name } = composeTouch(content, facts, times, languageOfFacts(facts))
  const { appUrl } = config()
  const links = { preferencesUrl: `${appUrl}/preferences/test`, unsubscribeUrl: `${appUrl}/unsubscribe/test` }
  const { logoUrl, color } = brand
  const drawn = renderEmail({
    message,
    products: [],
    shop: name,
    logoUrl,
    color,
    buttonUrl: undefined,
    ...links,
  })
  const { language, subject, reason } = message
  const customer = { id: nobody, email: sender.replyTo, phone: undefined, firstName: undefined }
  const from = { name, replyTo: sender.replyTo }
  const touchId = `test-${randomUUID()}`
  const told = { shop, touchId, topic: 'thanks' as const, template: content.template, isAsked: true }
  try {
    const outgoing = { ...told, language, customer, from, subject, reason, ...drawn, products: [], ...links }
    await kind.send({ ...outgoing, buttonUrl: undefined }, { now, key: undefined })
    return { kind: 'sent', to: sender.replyTo }
  } catch (error) {
    log.warn({ shop, ...errorFacts(error) }, 'a test message could not be sent')
    return { kind: 'failed' }
  }
}

/** Counts in this process alone. */
function mayTest(shop: string, now: Date): boolean {
  const day = now.toISOString().slice(0, 10)
  const before = sentOn.get(shop)
  const times = before?.day === day ? before.times + 1 : 1
  if (!before && sentOn.size >= shopsMax) sentOn.clear()
  sentOn.set(shop, { day, times })
  return times <= testsMax
}
