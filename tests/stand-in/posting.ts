import { createHmac } from 'node:crypto'
import { type Agent, type IncomingMessage, request } from 'node:http'
import type { Mischief } from './world/types/log.ts'

const apiVersion = '2026-10'
const answerMs = 5_000
/** The first try and eight more. */
export const triesMax = 9

/** One webhook on its way. Its body never changes, whatever happens to what it is about. */
export interface Delivery {
  webhookId: string
  eventId: string
  shop: string
  topic: string
  about: string
  body: string
  triggeredAtMs: number
  /** Tries so far. */
  attempt: number
  /** When it may be sent, in the world's clock. */
  atMs: number
}

export const wordsFor: Record<Mischief['mode'], string> = {
  normal: 'as they should',
  twice: 'twice',
  late: 'hours late',
  'out-of-order': 'out of order',
  drop: 'not at all',
}

/** The try in one sentence for the live log. */
export function sentence(delivery: Delivery, outcome: string, status: number | null, ms: number): string {
  const what = `${delivery.topic} ${delivery.about.startsWith('gid:') ? '' : delivery.about}`.trim()
  if (outcome === 'dropped') return `${what} lost on the way`
  if (outcome === 'held') return `${what} held back`
  const answer = status === null ? 'no answer' : `answered ${status}`
  if (outcome === 'delivered') return `${what} delivered, ${answer} in ${ms} ms`
  return outcome === 'failed'
    ? `${what} failed (${answer}), try ${delivery.attempt} of ${triesMax}`
    : `${what} given up after ${delivery.attempt} tries`
}

/** The signature Shopify puts over the raw bytes. */
export function signature(body: string | Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64')
}

/** The headers of one delivery. */
export function headersOf(delivery: Delivery, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(delivery.body)),
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': signature(delivery.body, secret),
    'x-shopify-shop-domain': delivery.shop,
    'x-shopify-api-version': apiVersion,
    'x-shopify-webhook-id': delivery.webhookId,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': new Date(delivery.triggeredAtMs).toISOString(),
  }
}

// The two addresses of shopify.app.toml.
const complianceTopics = ['customers/data_request', 'customers/redact', 'shop/redact']

function pathOf(topic: string): string {
  return complianceTopics.includes(topic) ? '/webhooks/compliance' : '/webhooks/shopify'
}

/** Sends it; the status, or nothing when there was no answer in time. */
export function post(
  appUrl: string,
  delivery: Delivery,
  secret: string,
  agent: Agent,
): Promise<number | null> {
  return new Promise((resolve) => {
    const options = { method: 'POST', agent, headers: headersOf(delivery, secret), timeout: answerMs }
    const sent = request(new URL(pathOf(delivery.topic), appUrl), options, (response: IncomingMessage) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? null))
      response.on('error', () => resolve(null))
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve(null))
    sent.end(delivery.body)
  })
}
