import { Rejected, Unavailable } from '../platform/errors.ts'
import type { ChannelContext, ChannelKind, OutgoingMessage, Sent } from './channel.ts'

// https://developers.klaviyo.com/en/reference/create_event
const address = 'https://a.klaviyo.com/api/events'
const revision = '2026-04-15'
const answerMsMax = 15_000
const retryAfterSecondsMax = 3_600

/** The event that a merchant's flow in Klaviyo begins with. */
export const klaviyoMetric = 'Encore touch due'

/**
 * Klaviyo: an event with all that a message says, for a flow of the merchant's to carry. Of events with the same
 * `unique_id` Klaviyo keeps the first, so that what is not known to be taken is sent again.
 */
export const klaviyo: ChannelKind = {
  channel: 'klaviyo',
  knowsRepeats: true,
  isConnected: (key) => key !== undefined,
  reaches: ({ email, phone }) => email !== undefined || phone !== undefined,
  send: sendEvent,
}

async function sendEvent(message: OutgoingMessage, { now, key, signal }: ChannelContext): Promise<Sent> {
  if (!key) throw new Rejected('Klaviyo is not connected.')
  const limit = AbortSignal.timeout(answerMsMax)
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `Klaviyo-API-Key ${key}`,
      revision,
      accept: 'application/vnd.api+json',
      'content-type': 'application/vnd.api+json',
    },
    body: JSON.stringify(eventOf(message, now)),
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((error: unknown) => {
    throw new Unavailable('Klaviyo did not answer.', { cause: error })
  })
  await answer.body?.cancel()
  if (answer.ok) return { providerId: message.touchId }
  throw troubleOf(answer)
}

function troubleOf({ status, headers }: Response): Error {
  const said = `Klaviyo answered ${status}.`
  // A key that was taken back may be replaced: the touch waits for that as long as it is worth saying.
  if (status !== 429 && status !== 401 && status !== 403 && status < 500) return new Rejected(said)
  const seconds = Number(headers.get('retry-after'))
  const isTold = Number.isFinite(seconds) && seconds > 0
  return new Unavailable(said, isTold ? { retryAfterSeconds: Math.min(seconds, retryAfterSecondsMax) } : {})
}

function eventOf(message: OutgoingMessage, now: Date) {
  const { customer } = message
  const profile = {
    ...(customer.email && { email: customer.email }),
    ...(customer.phone && { phone_number: customer.phone }),
    ...(customer.firstName && { first_name: customer.firstName }),
    external_id: customer.id,
  }
  return {
    data: {
      type: 'event',
      attributes: {
        unique_id: message.touchId,
        time: now.toISOString(),
        properties: propertiesOf(message),
        metric: { data: { type: 'metric', attributes: { name: klaviyoMetric } } },
        profile: { data: { type: 'profile', attributes: profile } },
      },
    },
  }
}

function propertiesOf(message: OutgoingMessage) {
  const { topic, template, language, subject, reason, text, products, buttonUrl } = message
  return {
    topic,
    template,
    language,
    subject,
    reason,
    text,
    products,
    button_url: buttonUrl ?? null,
    preferences_url: message.preferencesUrl,
    unsubscribe_url: message.unsubscribeUrl,
  }
}
