import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { isShopDomain } from '../domain/shopify-id.ts'
import { createDeliveryKeeper, type DeliveryKeeper } from '../features/orders/receive-delivery.ts'
import { now } from '../platform/clock.ts'
import { deliveriesReceived } from '../platform/metrics.ts'
import { acrossShops } from '../store/database.server.ts'
import { isSigned, signingKeys } from './signature.ts'

// The largest message Shopify sends on any way is 10 MB (Pub/Sub's limit); a little more than that is nothing of theirs.
const bodyBytesMax = 12 * 1024 * 1024
// Shopify waits 5 s for an answer, so a body that is not here by then is nobody's who still listens.
const bodyMsDefault = 5_000
// What strangers can make this process hold before they have proven anything.
const unprovenBytesMax = 256 * 1024 * 1024

/** What the door needs: the app's secrets (the newest first, at most two), and a place to keep deliveries. */
export interface WebhookDoorOptions {
  secrets: string[]
  keeper?: DeliveryKeeper
  /** How long a body may take to come. */
  bodyMs?: number
}

/** The door of `POST /webhooks/*`. */
export interface WebhookDoor {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Waits until what is being kept is kept. */
  close(): Promise<void>
}

/**
 * Answers Shopify's webhooks: 200 once a delivery is committed, 503 when it could not be kept within 3 s or too much
 * waits, 401 for anything that Shopify did not sign or that no webhook looks like, 413 above 12 MB, 408 when the body
 * does not come, 405 for another method. The signature covers the body alone: the headers say nothing that is proven
 * (docs/architecture.md), so what a delivery may do is decided by its body, by the worker.
 */
export function createWebhookDoor({ secrets, keeper, bodyMs }: WebhookDoorOptions): WebhookDoor {
  const keys = signingKeys(secrets)
  const deliveries = keeper ?? createDeliveryKeeper(acrossShops())
  const unproven = { bytes: 0 }

  const judge = (request: IncomingMessage, body: Buffer): number | Promise<boolean> => {
    if (!isSigned(keys, request.headers['x-shopify-hmac-sha256'], body) || !isJsonObject(body)) return 401
    const said = readHeaders(request.headers)
    if (!said) return 401
    // Not awaited here: while it waits for its commit nothing holds the body, and the collector need not carry it.
    return deliveries.keep({ ...said, receivedAt: now(), body })
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const refusal = refusalOf(request, deliveries)
    if (refusal) return answer(request, response, refusal)
    readBody(request, { waitMs: bodyMs ?? bodyMsDefault, unproven }, (body) => {
      if (typeof body === 'number') return answer(request, response, body)
      const verdict = judge(request, body)
      if (typeof verdict === 'number') return answer(request, response, verdict)
      void verdict.then((isKept) => answer(request, response, isKept ? 200 : 503))
    })
  }

  return { handle, close: () => deliveries.close() }
}

/** What can be refused before anything is read. */
function refusalOf(request: IncomingMessage, keeper: DeliveryKeeper): number | undefined {
  if (request.method !== 'POST') return 405
  // Without a length (chunked) it is counted as it comes.
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > bodyBytesMax) return 413
  return keeper.hasRoom(announced) ? undefined : 503
}

type Unread = 408 | 413 | 499 | 503

interface Reading {
  waitMs: number
  /** What all bodies being read hold together: bytes that came, not bytes that somebody announced. */
  unproven: { bytes: number }
}

/** Hands over the whole body once, or the status to refuse with; 499 when the other side went away. */
function readBody(
  request: IncomingMessage,
  { waitMs, unproven }: Reading,
  done: (body: Buffer | Unread) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  let isDone = false
  const finish = (result: Buffer | Unread) => {
    if (isDone) return
    isDone = true
    unproven.bytes -= size
    clearTimeout(timer)
    done(result)
  }
  const timer = setTimeout(finish, waitMs, 408)
  request.on('data', (chunk: Buffer) => {
    if (isDone) return
    size += chunk.length
    unproven.bytes += chunk.length
    chunks.push(chunk)
    if (size > bodyBytesMax) finish(413)
    else if (unproven.bytes > unprovenBytesMax) finish(503)
  })
  request.on('end', () => {
    const [only] = chunks
    const body = chunks.length === 1 && only ? only : Buffer.concat(chunks, size)
    chunks.length = 0
    finish(body)
  })
  request.on('close', () => finish(499))
  request.on('error', () => finish(499))
}

/**
 * Whether the body can be a webhook at all. Our secret signs other things too, whose signatures anyone may hold: a
 * session token is `header.payload` in base64url, an installation link is `key=value&...`. Neither begins with a
 * brace and ends with one. Whether it is sound JSON within is the worker's to find out: signed by Shopify it is worth
 * keeping and showing to the merchant, even if it cannot be read.
 */
function isJsonObject(body: Buffer): boolean {
  let start = 0
  let end = body.length - 1
  while (start < end && isSpace(body[start])) start++
  while (end > start && isSpace(body[end])) end--
  return end > start && body[start] === 0x7b && body[end] === 0x7d && isUtf8(body)
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

const topicShape = /^[a-z0-9_]{1,60}[/.][a-z0-9_]{1,60}$/
const wordShape = /^[\x21-\x7e]{1,128}$/

function readHeaders(headers: IncomingHttpHeaders) {
  const shopId = headers['x-shopify-shop-domain']
  const topic = word(headers['x-shopify-topic'])
  const id = word(headers['x-shopify-webhook-id'])
  if (!isShopDomain(shopId) || !id || !topic || !topicShape.test(topic)) return undefined
  return {
    shopId,
    id,
    topic,
    apiVersion: word(headers['x-shopify-api-version']),
    eventId: word(headers['x-shopify-event-id']),
    triggeredAt: moment(headers['x-shopify-triggered-at']),
  }
}

function word(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && wordShape.test(header) ? header : undefined
}

function moment(header: string | string[] | undefined): Date | undefined {
  const time = typeof header === 'string' ? Date.parse(header) : Number.NaN
  // A year that PostgreSQL has too; the header is nobody's promise.
  return time > 0 && time < 4e12 ? new Date(time) : undefined
}

const counters = new Map<number, { inc(): void }>()

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  const counter = counters.get(status) ?? deliveriesReceived.labels(String(status))
  counters.set(status, counter)
  counter.inc()
  if (status === 499) return
  if (request.complete || status === 503) {
    // What is left of the body is read and dropped, so that the connection serves the next delivery.
    request.resume()
    response.writeHead(status, { 'content-length': 0 }).end()
    return
  }
  // Somebody is still sending what nobody wants: answer, and hang up.
  response.writeHead(status, { 'content-length': 0, connection: 'close' })
  response.end(() => request.socket.destroySoon())
}
