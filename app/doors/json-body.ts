import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { z } from 'zod'

const bodyBytesMax = 16_384

// Extensions run in a worker of no fixed origin. Open, because nothing here is answered for a cookie.
const headers = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
}
const preflight = {
  ...headers,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-max-age': '86400',
}

/** What a door of the extensions answers, in JSON. */
export interface DoorAnswer {
  status: number
  body?: unknown
  /** Set where the request was not read to its end. */
  closes?: boolean
}

/** A refusal in one sentence. */
export function refuse(status: number, error: string): DoorAnswer {
  return { status, body: { error } }
}

/** Names the first field that does not fit, and how. */
export function complain(error: z.ZodError): DoorAnswer {
  const [first] = error.issues
  const field = first?.path.join('.') ?? ''
  const message = `${field || 'The body'}: ${first?.message ?? 'does not fit'}`
  return { status: 400, body: { error: message, field } }
}

/** Sends an answer that a page of any origin may read; nothing when the other side has left. */
export function sendOpenly(response: ServerResponse, answer: DoorAnswer): void {
  sendJson(response, answer, headers)
}

/** Sends an answer in one piece, its length said; nothing when the other side has left. */
export function sendJson(
  response: ServerResponse,
  { status, body, closes }: DoorAnswer,
  said: OutgoingHttpHeaders,
): void {
  if (response.destroyed) return
  const text = body === undefined ? undefined : JSON.stringify(body)
  const all = text === undefined ? said : { ...said, 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, closes ? { ...all, connection: 'close' } : all)
  response.end(text, closes ? () => response.req.destroy() : undefined)
}

/** Answers a browser that asks whether it may send what extensions send. */
export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, preflight).end()
}

/** A body of JSON in UTF-8, at most 16 KB and within the limit of time; or how it is refused. */
export async function readJson(
  request: IncomingMessage,
  withinMs: number,
): Promise<{ kind: 'read'; value: unknown } | { kind: 'refused'; answer: DoorAnswer }> {
  const read = await readBytes(request, withinMs)
  if (!Buffer.isBuffer(read)) return { kind: 'refused', answer: read }
  const value = jsonIn(read)
  if (value === undefined) return { kind: 'refused', answer: refuse(400, 'The body must be JSON in UTF-8.') }
  return { kind: 'read', value }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What bytes say as JSON in UTF-8; `undefined`, which JSON cannot say, where they are none. */
export function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}

/** The bytes of a body, at most 16 KB and within the limit of time; or how it is refused. */
export function readBytes(request: IncomingMessage, withinMs: number): Promise<Buffer | DoorAnswer> {
  const tooLarge: DoorAnswer = { ...refuse(413, `The body may have ${bodyBytesMax} bytes.`), closes: true }
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return Promise.resolve(tooLarge)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const late: DoorAnswer = { ...refuse(408, 'The body did not arrive in time.'), closes: true }
    const timer = setTimeout(() => resolve(late), withinMs)
    const end = (outcome: Buffer | DoorAnswer) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bodyBytesMax) end(tooLarge)
      else chunks.push(chunk)
    })
    request.on('end', () => end(Buffer.concat(chunks)))
    request.on('error', () => end(late))
  })
}
