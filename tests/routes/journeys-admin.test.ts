import { beforeEach, describe, expect, test } from 'vitest'
import { action as change, loader as list } from '../../app/routes/app.journeys._index.tsx'
import { loader as editor, action as switchIt } from '../../app/routes/app.journeys.$id._index.tsx'
import { loader as dryRun, action as runDry } from '../../app/routes/app.journeys.$id.dry-run._index.tsx'
import { action as publish, loader as publishing } from '../../app/routes/app.journeys.$id.publish._index.tsx'
import { action as restore, loader as versions } from '../../app/routes/app.journeys.$id.versions._index.tsx'
import { loader as exported } from '../../app/routes/app.journeys.export.ts'
import { action as move } from '../../app/routes/app.journeys.move.ts'
import { action as preview } from '../../app/routes/app.journeys.preview.ts'
import { action as save } from '../../app/routes/app.journeys.save.ts'
import { action as walk } from '../../app/routes/app.journeys.walks.ts'
import { inShop } from '../../app/store/database.server.ts'
import { withAdmin } from '../support/admin-home.ts'
import { otherShop, shop } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { claimsOf, signed } from '../support/tokens.ts'
import { aDefinition, aMessage, withCustomer, withJourney } from '../support/walks.ts'

const now = new Date()
withAdmin(now)

type Door = (args: never) => unknown
interface Asked {
  id?: string
  form?: Record<string, string>
  token?: string
}

/** What a door answers this shop's merchant: its value, or the Response it returns or throws. */
async function ask(door: Door, { id = 'mine', form, token }: Asked = {}, path = '/app/journeys') {
  const bearer = token ?? (await signed(claimsOf('admin', now)))
  const request = new Request(`https://encore.example${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${bearer}` },
    body: form && new URLSearchParams(form),
  })
  return Promise.resolve(door({ request, params: { id }, context: {} } as never)).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown
    throw thrown
  })
}

const statusOf = (answer: unknown) => (answer instanceof Response ? answer.status : 200)
const jsonOf = (answer: unknown) => (answer instanceof Response ? answer.json() : answer)
const reads = { list, editor, publishing, versions, dryRun, exported }
const writes = { change, switchIt, publish, restore, runDry, move, preview, save, walk }

test.each(Object.entries({ ...reads, ...writes }))(
  '%s refuses whoever is not in the admin',
  async (_name, door) => {
    for (const token of ['', 'x.y.z', await signed(claimsOf('extension', now))]) {
      const status = statusOf(await ask(door, { token }))
      expect(status).not.toBe(200)
      expect(status).toBeLessThan(500)
    }
  },
)

test.each(Object.entries(writes))('%s answers a form that is none with 400', async (_name, door) => {
  expect(statusOf(await ask(door, { form: { intent: 'nonsense', version: 'x' } }))).toBe(400)
})

describe('a journey of another shop', () => {
  beforeEach(() => withJourney('theirs', aDefinition(), { shopId: otherShop }))
  const theirs = { id: 'theirs' }
  const unread = async () => {
    const kept = await inShop(otherShop, (db) => db.journey.findMany())
    expect(kept).toMatchObject([{ id: 'theirs', status: 'live', draftRevision: 1, liveVersion: 1 }])
  }

  test('is not there to be read', async () => {
    for (const door of [editor, publishing, versions, dryRun])
      expect(statusOf(await ask(door, theirs))).toBe(404)
    expect(statusOf(await ask(exported, {}, '/app/journeys/export?id=theirs'))).toBe(404)
    expect(await ask(list)).toMatchObject({ journeys: [] })
  })

  test('is not there to be changed', async () => {
    const definition = JSON.stringify(aDefinition({ steps: [] }))
    const form = { id: 'theirs', name: 'Mine', definition, revision: '1' }
    expect(await jsonOf(await ask(save, { form }))).toMatchObject({ kind: 'refused', why: 'not-there' })
    const notThere = { kind: 'refused', why: 'not-there' }
    for (const intent of ['pause', 'resume', 'archive']) {
      expect(await ask(switchIt, { ...theirs, form: { intent } })).toEqual(notThere)
      expect(await ask(change, { form: { intent, id: 'theirs' } })).toEqual(notThere)
    }
    expect(await ask(change, { form: { intent: 'duplicate', id: 'theirs' } })).toEqual(notThere)
    const asked = { intent: 'publish', revision: '1' }
    expect(await ask(publish, { ...theirs, form: asked })).toEqual(notThere)
    expect(await ask(restore, { ...theirs, form: { version: '1', revision: '1' } })).toEqual(notThere)
    expect(await ask(runDry, { ...theirs, form: { intent: 'begin' } })).toEqual(notThere)
    expect(statusOf(await ask(move, { form: { id: 'theirs', intent: 'move', instead: '{}' } }))).toBe(404)
    await unread()
  })

  test('is begun and stopped for nobody', async () => {
    await withCustomer(7)
    const begin = { intent: 'begin', journeyId: 'theirs', customerId: customer(7), call: 'one' }
    expect(await ask(walk, { form: begin })).toMatchObject({ kind: 'refused' })
    const stop = { intent: 'stop', enrollmentId: 'theirs' }
    expect(await ask(walk, { form: stop })).toEqual({ kind: 'refused', why: 'not-there' })
    expect(await inShop(otherShop, (db) => db.enrollment.count())).toBe(0)
  })
})

describe('the draft of a journey', () => {
  const saveIt = async (revision: string, name: string) => {
    const definition = JSON.stringify(aDefinition({ steps: [aMessage('hello')] }))
    return jsonOf(await ask(save, { form: { id: 'mine', name, definition, revision } }))
  }

  test('saved from a page that did not see the last change is refused, and told what is saved', async () => {
    await withJourney('mine')
    expect(await saveIt('1', 'One')).toEqual({ kind: 'saved', revision: 2 })
    expect(await saveIt('1', 'Other')).toEqual({ kind: 'refused', why: 'changed-meanwhile', revision: 2 })
    expect(await saveIt('2', 'Other')).toEqual({ kind: 'saved', revision: 3 })
  })

  test('comes back from its own file as another journey, which can be told from it', async () => {
    await withJourney('mine')
    const file = (await ask(exported, {}, '/app/journeys/export?id=mine')) as Response // A file, as its status says.
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const answer = await ask(change, { form: { intent: 'import', file: await file.text() } })
    expect(statusOf(answer)).toBe(302)
    const kept = await inShop(shop, (db) => db.journey.findMany({ orderBy: { status: 'asc' } }))
    expect(kept.map(({ name, status }) => [name, status])).toEqual([
      ['Journey mine (2)', 'draft'],
      ['Journey mine', 'live'],
    ])
  })

  test('from a file that is none says what is wrong with it and makes nothing', async () => {
    const deep = `{"encore":"journey","format":1,"name":"x","journey":${'['.repeat(50_000)}`
    for (const [file, part] of [
      ['', 'file'],
      [deep, 'file'],
      ['{"encore":"journey","format":2,"name":"x"}', 'format'],
      ['{"encore":"journey","format":1,"name":"","journey":{}}', 'name'],
      ['{"encore":"journey","format":1,"name":"x","journey":{"__proto__":{"trigger":{}}}}', 'trigger'],
    ])
      expect(await ask(change, { form: { intent: 'import', file: file ?? '' } })).toMatchObject({
        kind: 'refused',
        part,
      })
    expect(await inShop(shop, (db) => db.journey.count())).toBe(0)
  })
})

test('a message that is previewed cannot become anything but a picture of itself', async () => {
  await withCustomer(7, { firstName: '<img src=x onerror=alert(1)>' })
  const body = 'Hello {{first_name}} <script>alert(1)</script>'
  const message = JSON.stringify({ template: 'welcome', texts: { en: { subject: '<b>Hi</b>', body } } })
  const trigger = JSON.stringify({ kind: 'order-paid' })
  const form = { message, trigger, customerId: customer(7), language: 'en' }
  const seen = (await jsonOf(await ask(preview, { form }))) as { subject: string; html: string } // As the page reads it.
  expect(seen.html).toContain('&lt;script&gt;')
  expect(seen.html).not.toMatch(/<script|<img src=x| href=/)
  expect(statusOf(await ask(preview, { form: { ...form, trigger: 'order-paid' } }))).toBe(400)
})
