import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Html } from './html.ts'

const BODY_BYTES_MAX = 1_000_000
const HTML = 'text/html; charset=utf-8'

/** A request as pages read it. */
export type Visit = {
  method: string
  url: URL
  path: string
  cookies: Record<string, string>
  /** Fields of a form, or of a JSON object. */
  body(): Promise<Record<string, unknown>>
}

export type Answer =
  | { kind: 'page'; html: Html; status?: number; cookies?: Record<string, string> }
  | { kind: 'redirect'; to: string; cookies?: Record<string, string> }
  | { kind: 'json'; value: unknown; status?: number; cookies?: Record<string, string> }
  | { kind: 'file'; type: string; body: string; maxAgeSeconds?: number; policy?: string }

export function readVisit(request: IncomingMessage): Visit {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  return {
    method: request.method ?? 'GET',
    url,
    path: url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname,
    cookies: readCookies(request.headers.cookie ?? ''),
    body: () => readBody(request),
  }
}

/** Sends what a page answered. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const { status, type, body, headers } = written(answer)
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(body)
}

type Written = { status: number; type: string; body: string; headers: Record<string, string | string[]> }

function written(answer: Answer): Written {
  const fresh = { 'cache-control': 'no-store' }
  switch (answer.kind) {
    case 'page': {
      const headers = { ...fresh, ...cookieHeader(answer.cookies) }
      return { status: answer.status ?? 200, type: HTML, body: `<!doctype html>${answer.html.text}`, headers }
    }
    case 'redirect': {
      const headers = { location: answer.to, ...cookieHeader(answer.cookies) }
      return { status: 303, type: 'text/plain', body: '', headers }
    }
    case 'json': {
      const body = JSON.stringify(answer.value)
      const headers = { ...fresh, ...cookieHeader(answer.cookies) }
      return { status: answer.status ?? 200, type: 'application/json', body, headers }
    }
    case 'file': {
      const cache = answer.maxAgeSeconds ? `max-age=${answer.maxAgeSeconds}` : 'no-cache'
      const headers: Record<string, string> = { 'access-control-allow-origin': '*', 'cache-control': cache }
      if (answer.policy) headers['content-security-policy'] = answer.policy
      return { status: 200, type: answer.type, body: answer.body, headers }
    }
    default:
      return answer satisfies never
  }
}

function cookieHeader(cookies: Record<string, string> = {}): Record<string, string[]> {
  const lines = Object.entries(cookies).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax${value ? '' : '; Max-Age=0'}`,
  )
  return lines.length > 0 ? { 'set-cookie': lines } : {}
}

function readCookies(header: string): Record<string, string> {
  const pairs = header.split(/;\s*/).map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), decode(pair.slice(at + 1))]
  })
  return Object.fromEntries(pairs)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (!/json/.test(request.headers['content-type'] ?? ''))
    return Object.fromEntries(new URLSearchParams(text))
  const value: unknown = JSON.parse(text || '{}')
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** One field of a form as text. */
export function field(body: Record<string, unknown>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value.trim() : ''
}
