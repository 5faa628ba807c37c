import { digitsOf } from '../domain/shopify-id.ts'
import { Unavailable } from '../platform/errors.ts'
import { adminOf } from '../shopify/admin.server.ts'
import { type FlowPayload, receiveFlowTrigger } from '../shopify/operations/receive-flow-trigger.ts'
import type { ChannelKind, OutgoingMessage, Sent } from './channel.ts'

/** The trigger of extensions/flow-touch-due. */
export const touchDueHandle = 'touch-due'

const attemptsMax = 2
// All of a payload may have 50,000 bytes.
const textBytesMax = 30_000

/**
 * Shopify Flow: the trigger "Touch due", with which a merchant's workflow carries the message on by whatever they use.
 * Flow cannot tell a repetition, so what it may have taken is not sent again.
 */
export const flow: ChannelKind = {
  channel: 'flow',
  knowsRepeats: false,
  isConnected: () => true,
  reaches: ({ email, phone }) => email !== undefined || phone !== undefined,
  send: sendTrigger,
}

async function sendTrigger(message: OutgoingMessage): Promise<Sent> {
  try {
    await receiveFlowTrigger(adminOf(message.shop, { attemptsMax }), touchDueHandle, payloadOf(message))
  } catch (error) {
    if (error instanceof Unavailable && error.mayBeDone) throw new Error('Flow may have taken it.')
    throw error
  }
  return { providerId: message.touchId }
}

/** By the keys of the extension's fields. */
function payloadOf(message: OutgoingMessage): FlowPayload {
  const { topic, template, language, subject, reason, text, products, buttonUrl } = message
  const [product] = products
  return {
    customer_id: numberOrText(digitsOf(message.customer.id)),
    Topic: topic,
    Template: template,
    Language: language,
    Subject: subject,
    Reason: reason,
    Text: cut(text),
    'Button address': buttonUrl ?? '',
    'Product title': product?.title ?? '',
    'Product address': product?.url ?? '',
    'Preferences address': message.preferencesUrl,
    'Unsubscribe address': message.unsubscribeUrl,
  }
}

/** Shopify's examples have a number here; ids of test shops may be larger than one holds. */
function numberOrText(digits: string): number | string {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : digits
}

function cut(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= textBytesMax) return text
  return new TextDecoder('utf-8').decode(bytes.subarray(0, textBytesMax)).replace(/\uFFFD+$/, '')
}
