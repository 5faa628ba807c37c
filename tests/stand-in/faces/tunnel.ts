import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listen } from './listen.ts'

const SHOPIFY_ASSETS: [string, string][] = [
  ['https://cdn.shopify.com/shopifycloud/app-bridge.js', '/assets/app-bridge.js'],
  ['https://cdn.shopify.com/static/fonts/inter/v4/styles.css', '/assets/fonts.css'],
]
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer'])

export type TunnelOptions = {
  port: number
  /** Where the app listens now; undefined while it has not started. */
  appUrl(): string | undefined
  /** The local store's own addresses, the first of which serves what Shopify's CDN would. */
  standInOrigins: string[]
}

/**
 * The app's public address, as Shopify CLI's tunnel gives one. Bytes pass as they are, but for what names Shopify's
 * own hosts: documents may be framed by the local store and load App Bridge from it.
 */
export async function openTunnel(options: TunnelOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    forward(request, response, options).catch(() => response.destroy())
  })
  const port = await listen(server, options.port)
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: TunnelOptions,
): Promise<void> {
  const appUrl = options.appUrl()
  if (!appUrl) return unavailable(response, 'The app has not started yet.')
  const answer = await ask(request, appUrl).catch(() => undefined)
  if (!answer) return unavailable(response, 'The app does not answer.')
  const isDocument =
    /^text\/html/.test(answer.headers['content-type'] ?? '') && !answer.headers['content-encoding']
  response.writeHead(
    answer.statusCode ?? 502,
    answer.statusMessage,
    answerHeaders(answer, isDocument, options),
  )
  if (isDocument) await pipeline(answer, replaceAddresses(options), response)
  else await pipeline(answer, response)
}

function ask(request: IncomingMessage, appUrl: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(appUrl)
    const onward = send({
      hostname,
      port,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, ...askHeaders(request) },
    })
    onward.on('response', resolve)
    onward.on('error', reject)
    request.on('aborted', () => onward.destroy())
    request.pipe(onward)
  })
}

/** Documents are asked for uncompressed, because their addresses are read on the way back. */
function askHeaders(request: IncomingMessage): Record<string, string> {
  const wantsDocument = (request.headers.accept ?? '').includes('text/html')
  return {
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    ...(wantsDocument ? { 'accept-encoding': 'identity' } : {}),
  }
}

function answerHeaders(answer: IncomingMessage, isDocument: boolean, options: TunnelOptions): string[] {
  const headers: string[] = []
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    const name = answer.rawHeaders[index] ?? ''
    const lower = name.toLowerCase()
    if (HOP_BY_HOP.has(lower) || (isDocument && lower === 'content-length')) continue
    headers.push(name, rewriteHeader(lower, answer.rawHeaders[index + 1] ?? '', options))
  }
  return headers
}

function rewriteHeader(name: string, value: string, options: TunnelOptions): string {
  if (name === 'content-security-policy') return allowFraming(value, options.standInOrigins)
  return name === 'link' ? replaceAll(value, options) : value
}

/** Adds the local store to whoever may frame the app already; a policy that forbids framing stays as it is. */
export function allowFraming(policy: string, origins: string[]): string {
  if (/frame-ancestors\s+'none'/.test(policy)) return policy
  return policy.replace(/frame-ancestors\s/, `frame-ancestors ${origins.join(' ')} `)
}

function replaceAll(text: string, options: TunnelOptions): string {
  const own = options.standInOrigins[0] ?? ''
  return SHOPIFY_ASSETS.reduce((result, [from, to]) => result.replaceAll(from, own + to), text)
}

/** Streams a document with its addresses replaced; an address cut in two by a chunk's end is kept for the next. */
function replaceAddresses(options: TunnelOptions): Transform {
  const longest = Math.max(...SHOPIFY_ASSETS.map(([from]) => from.length))
  let held = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = replaceAll(held + chunk.toString('latin1'), options)
      const keep = cutAt(text, longest)
      held = text.slice(keep)
      done(null, Buffer.from(text.slice(0, keep), 'latin1'))
    },
    flush(done) {
      done(null, Buffer.from(held, 'latin1'))
    },
  })
}

/** Where a started address might begin near the end; the whole length when none can. */
function cutAt(text: string, longest: number): number {
  const from = Math.max(0, text.length - longest + 1)
  for (let at = from; at < text.length; at += 1) {
    const rest = text.slice(at)
    if (SHOPIFY_ASSETS.some(([address]) => address.startsWith(rest))) return at
  }
  return text.length
}

function unavailable(response: ServerResponse, message: string): void {
  response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}
