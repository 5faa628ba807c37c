import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { intentKinds } from '../domain/messages/intent.ts'
import { acceptedLanguage } from '../domain/messages/languages.ts'
import { pageWordsIn } from '../domain/messages/page-words.ts'
import { changePreferences, sayIntent, stopAllMessages } from '../features/messages/change-preferences.ts'
import { drawInvalid, drawStop } from '../features/messages/draw-known.ts'
import { drawPreferences, type PageNote } from '../features/messages/draw-preferences.ts'
import { createLinkKeys, openLink } from '../features/messages/open-link.ts'
import type { DrawnPage } from '../features/messages/page-frame.ts'
import type { LinkHolder } from '../features/messages/preference-token.ts'
import { readPreferencePage } from '../features/messages/read-preference-page.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { inShop, inShopHot } from '../store/database.server.ts'
import { readBytes } from './json-body.ts'
import { createThrottle } from './throttle.ts'

const bodyWithinMs = 5_000
const visitsMax = 60
const visitMinutes = 10
const notes: Record<string, PageNote> = { saved: 'saved', stopped: 'stopped', 'bad-date': 'bad-date' }

type Answer =
  | { kind: 'page'; status: number; page: DrawnPage }
  | { kind: 'to'; path: string }
  | { kind: 'text'; status: number; text: string }

interface Visit {
  door: 'preferences' | 'unsubscribe'
  token: string
  method: string
  query: URLSearchParams
  acceptLanguage: string | undefined
  form(): Promise<URLSearchParams>
}

/**
 * Answers `/preferences/TOKEN` and `/unsubscribe/TOKEN` for whoever has the link of a message: no login, no cookie, no
 * script. Opening either changes nothing, since mail scanners open links; a POST does. A link that proves nothing gets
 * the same answer whatever is wrong with it. The token stands in no log and is given to no other site.
 */
export function createPreferencesDoor({ now = timeNow }: { now?: () => Date } = {}) {
  const mayVisit = createThrottle({ timesMax: visitsMax, withinMs: visitMinutes * 60_000 })
  const keys = createLinkKeys()

  async function work(visit: Visit): Promise<Answer> {
    if (!['GET', 'HEAD', 'POST'].includes(visit.method))
      return { kind: 'text', status: 405, text: 'GET or POST' }
    if (!mayVisit(visit.token, now().getTime()))
      return { kind: 'text', status: 429, text: pageWordsIn(acceptedLanguage(visit.acceptLanguage)).busy }
    const holder = await openLink(keys, visit.token, now())
    if (!holder) return invalid(visit)
    return visit.method === 'POST' ? change(visit, holder, now()) : show(visit, holder, now())
  }

  return {
    /** Returns whether the address is one of these. */
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      const visit = readVisit(request)
      if (!visit) return false
      void work(visit)
        .catch((error: unknown): Answer => {
          log.error(errorFacts(error), 'a page of preferences could not be answered')
          return { kind: 'text', status: 503, text: 'Not now. Please try again.' }
        })
        .then((answer) => send(response, visit, answer))
      return true
    },
  }
}

function readVisit(request: IncomingMessage): Visit | undefined {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const [, door, token] = /^\/(preferences|unsubscribe)\/([^/]{1,400})$/.exec(path) ?? []
  if ((door !== 'preferences' && door !== 'unsubscribe') || token === undefined) return undefined
  return {
    door,
    token,
    method: request.method ?? 'GET',
    query: new URLSearchParams(query),
    acceptLanguage: request.headers['accept-language'],
    async form() {
      const read = await readBytes(request, bodyWithinMs)
      return new URLSearchParams(Buffer.isBuffer(read) ? read.toString('utf8') : '')
    },
  }
}

async function show(visit: Visit, { shop, customerId }: LinkHolder, now: Date): Promise<Answer> {
  const page = await inShopHot(shop, (db) => readPreferencePage(db, customerId, now))
  if (!page) return invalid(visit)
  const drawn =
    visit.door === 'unsubscribe'
      ? drawStop(page)
      : drawPreferences(page, notes[visit.query.get('note') ?? ''])
  return { kind: 'page', status: 200, page: drawn }
}

async function change(visit: Visit, holder: LinkHolder, now: Date): Promise<Answer> {
  const form = await visit.form()
  const { shop, customerId } = holder
  if (visit.door === 'unsubscribe') {
    await inShop(shop, (db) => stopAllMessages(db, customerId, now))
    // A mail program wants no page (RFC 8058); a person sees what it did.
    return form.get('List-Unsubscribe') === 'One-Click'
      ? { kind: 'text', status: 200, text: 'Unsubscribed' }
      : toPage(visit, 'stopped')
  }
  return toPage(visit, await changeBy(form, holder, now))
}

async function changeBy(
  form: URLSearchParams,
  { shop, customerId }: LinkHolder,
  now: Date,
): Promise<'saved' | 'bad-date' | undefined> {
  if (form.get('do') === 'say') {
    const kind = intentKinds.find((each) => each === form.get('said'))
    const productId = form.get('product') ?? ''
    if (!kind) return undefined
    const said = await inShop(shop, (db) =>
      sayIntent(db, customerId, { kind, productId }, { now, newId: randomUUID }),
    )
    return said === 'kept' ? 'saved' : undefined
  }
  if (form.get('do') !== 'choose') return undefined
  const kept = await inShop(shop, (db) =>
    changePreferences(
      db,
      customerId,
      {
        often: form.get('often') ?? '',
        pauseUntil: form.get('pauseUntil') ?? '',
        topics: form.getAll('topic'),
        channels: form.getAll('channel'),
        isNever: form.get('never') === 'yes',
        birthdayMonth: form.get('birthdayMonth') ?? '',
        birthdayDay: form.get('birthdayDay') ?? '',
      },
      now,
    ),
  )
  return kept === 'kept' ? 'saved' : kept === 'bad-date' ? 'bad-date' : undefined
}

/** The way back is a GET, so that opening the page again sends nothing again. */
function toPage({ token }: Visit, note: PageNote): Answer {
  return { kind: 'to', path: `/preferences/${token}${note ? `?note=${note}` : ''}` }
}

function invalid({ acceptLanguage }: Visit): Answer {
  return { kind: 'page', status: 404, page: drawInvalid(acceptLanguage) }
}

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
}

function send(response: ServerResponse, { method }: Visit, answer: Answer): void {
  if (response.destroyed) return
  if (answer.kind === 'to') {
    response.writeHead(303, { ...headers, location: answer.path }).end()
    return
  }
  const isPage = answer.kind === 'page'
  const type = isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8'
  const policy = isPage ? { 'content-security-policy': answer.page.contentSecurityPolicy } : {}
  response.writeHead(answer.status ?? 200, { ...headers, 'content-type': type, ...policy })
  response.end(method === 'HEAD' ? undefined : isPage ? answer.page.html : `${answer.text}\n`)
}
