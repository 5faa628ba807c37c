import type { IncomingMessage, ServerResponse } from 'node:http'

const bodyMaxBytes = 16 * 1024 * 1024

/** The whole body as text. Throws when it is larger than 16 MB. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > bodyMaxBytes) throw new Error('The body is larger than 16 MB.')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}

/** The body as an object, from JSON or a form. */
export async function fieldsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await bodyOf(request)
  if (!text) return {}
  if (request.headers['content-type']?.includes('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text))
  const parsed: unknown = JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(text)
}
