import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { errorFacts } from './platform/errors.ts'
import { log } from './platform/log.ts'

/** How long loaders may hold a page open. */
export const streamTimeout = 5_000
const abortAfterMs = streamTimeout + 1_000

/**
 * Answers a document: people get the shell as soon as it is there, bots the whole page. Only what a route names may
 * frame it (see `app/routes/app.tsx`); every other document may not be framed at all.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cache-Control', 'no-store')
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "frame-ancestors 'none';")
  const isWhole = isbot(request.headers.get('user-agent') ?? '')
  return new Promise((answer, fail) => {
    let code = status
    const respond = () => {
      const body = new PassThrough()
      answer(new Response(createReadableStreamFromReadable(body), { headers, status: code }))
      page.pipe(body)
    }
    const page = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [isWhole ? 'onAllReady' : 'onShellReady']: respond,
      onShellError: fail,
      onError(error: unknown) {
        code = 500
        log.error(errorFacts(error), 'a page could not be rendered')
      },
    })
    setTimeout(page.abort, abortAfterMs).unref()
  })
}

/** What a loader or action threw, other than an answer: logged by its class and where it came up, never with its text. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  const isRefusal = isRouteErrorResponse(error) && error.status < 500
  if (request.signal.aborted || isRefusal) return
  log.error({ ...errorFacts(error), path: new URL(request.url).pathname }, 'a request failed')
}
