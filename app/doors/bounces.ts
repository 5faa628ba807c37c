import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { noteReturnedMessage } from '../features/messages/note-returned.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { send } from './api.ts'
import { complain, type DoorAnswer, readJson, refuse } from './json-body.ts'

const address = '/messages/bounces'
const bodyWithinMs = 5_000

/** One message that came back for good, or was complained about; docs/new-channel.md tells providers. */
const returned = z.strictObject({
  messageId: z.string().min(3).max(500),
  kind: z.enum(['bounced', 'complained']),
})

/**
 * Answers `POST /messages/bounces` for the mail provider, who has the bearer of BOUNCES_TOKEN; without one there is no
 * such door. 204 for what is noted, twice as once, 404 for a message that is not Encore's.
 */
export function createBouncesDoor({ token, now = timeNow }: { token: string | undefined; now?: () => Date }) {
  async function work(request: IncomingMessage): Promise<DoorAnswer> {
    if (token === undefined) return refuse(404, 'Nothing is here.')
    if (request.method !== 'POST') return refuse(405, 'Only POST is answered here.')
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`))
      return refuse(401, 'The token is needed as bearer.')
    const body = await readJson(request, bodyWithinMs)
    if (body.kind === 'refused') return body.answer
    const parsed = returned.safeParse(body.value)
    if (!parsed.success) return complain(parsed.error)
    const outcome = await noteReturnedMessage({ ...parsed.data, at: now() })
    return outcome === 'noted' ? { status: 204 } : refuse(404, 'There is no such message.')
  }

  return {
    /** Returns whether the address is this one. */
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      if ((request.url ?? '').split('?', 1)[0] !== address) return false
      void work(request)
        .catch((error: unknown) => {
          log.error(errorFacts(error), 'a returned message could not be noted')
          return refuse(503, 'Not now.')
        })
        .then((answer) => send(response, answer))
      return true
    },
  }
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
