import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createPreferencesDoor } from '../../app/doors/preferences.ts'
import { preferenceToken } from '../../app/features/messages/preference-token.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { needShopSecret } from '../../app/store/shop-secrets.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from './database.ts'
import { customer } from './offers.ts'
import { withAda } from './touches.ts'

/** An answer of the door, read. */
export interface Answered {
  status: number
  headers: Headers
  text: string
}

/** The pages behind the links of messages, as their visitors meet them. */
export interface PreferencesDoor {
  /** Ada's. */
  token: string
  /** By the door's clock; noon again before each test. */
  now: Date
  visit(path: string, init?: RequestInit): Promise<Answered>
  post(path: string, form: [string, string][]): Promise<Answered>
}

/**
 * Opens the door of preferences for this test file, on a database of its own. Each test finds Ada with a walk and a link,
 * and nothing chosen.
 */
export function withPreferencesDoor(): PreferencesDoor {
  const database = withDatabase()
  let server: Server
  let door: ReturnType<typeof createPreferencesDoor>
  let url = ''
  const visit = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, { redirect: 'manual', ...init })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const post = (path: string, form: [string, string][]) =>
    visit(path, { method: 'POST', body: new URLSearchParams(form) })
  const page: PreferencesDoor = { token: '', now: noon, visit, post }
  beforeAll(async () => {
    await startQueue(database.url)
    await new Promise<void>((listening) => {
      server = createServer((request, response) => {
        if (!door.handle(request, response)) response.writeHead(404).end('elsewhere')
      }).listen(0, '127.0.0.1', listening)
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await stopQueue()
    await new Promise((closed) => server.close(closed))
  })
  beforeEach(async () => {
    page.now = noon
    door = createPreferencesDoor({ now: () => page.now })
    await emptyDatabase(database.url)
    await inShop(shop, withAda)
    page.token = await tokenFor(shop, customer(1))
  })
  return page
}

/** What the link of a customer's message holds. */
export async function tokenFor(at: string, customerId: ReturnType<typeof customer>): Promise<string> {
  const key = await inShop(at, (db) => needShopSecret(db, 'preference-key'))
  return preferenceToken(key, { shop: at, customerId })
}

/** What Ada chose, as it is kept. */
export const kept = () =>
  inShop(shop, (db) => db.preference.findFirst({ where: { customerId: customer(1) } }))

/** The form of the page with everything ticked. */
export const everything: [string, string][] = [
  ['do', 'choose'],
  ['often', 'usual'],
  ['pauseUntil', ''],
  ...['help', 'reminders', 'offers', 'thanks'].map((topic): [string, string] => ['topic', topic]),
  ...['email', 'other', 'page'].map((channel): [string, string] => ['channel', channel]),
  ['birthdayMonth', ''],
  ['birthdayDay', ''],
]

/** The same without one field, or without one of its ticks. */
export const without = (name: string, value?: string) =>
  everything.filter(([key, each]) => key !== name || (value !== undefined && each !== value))
