import { beforeEach, describe, expect, test } from 'vitest'
import { loader as landing } from '../../app/routes/_index.tsx'
import { loader as home } from '../../app/routes/app._index.tsx'
import { loader as nowhere } from '../../app/routes/app.$.tsx'
import { loader as customers } from '../../app/routes/app.customers._index.tsx'
import { loader as customerPage } from '../../app/routes/app.customers.$digits.tsx'
import { loader as deliveries, action as retry } from '../../app/routes/app.deliveries._index.tsx'
import { loader as body } from '../../app/routes/app.deliveries.body.ts'
import { action as changeRules, loader as offers } from '../../app/routes/app.offers._index.tsx'
import { loader as rulePage, action as saveRule } from '../../app/routes/app.offers.$id.tsx'
import { action as marginReach } from '../../app/routes/app.offers.margin.ts'
import { loader as newRule, action as saveNewRule } from '../../app/routes/app.offers.new.tsx'
import { loader as orders } from '../../app/routes/app.offers.orders._index.tsx'
import { loader as decision } from '../../app/routes/app.offers.orders.decision.ts'
import { loader as ordersExport } from '../../app/routes/app.offers.orders.export.ts'
import { action as previewRule } from '../../app/routes/app.offers.preview.ts'
import { loader as searchGoods } from '../../app/routes/app.offers.search.ts'
import { action as tie, loader as together } from '../../app/routes/app.offers.together._index.tsx'
import { loader as togetherEvidence } from '../../app/routes/app.offers.together.evidence.ts'
import { action as tryRule } from '../../app/routes/app.offers.trial.ts'
import { action as save, loader as settings } from '../../app/routes/app.settings._index.tsx'
import {
  action as changeChannels,
  loader as channels,
} from '../../app/routes/app.settings.channels._index.tsx'
import {
  action as changeTokens,
  loader as developers,
} from '../../app/routes/app.settings.developers._index.tsx'
import { loader as exported } from '../../app/routes/app.settings.export.ts'
import { loader as frame } from '../../app/routes/app.tsx'
import { loader as auth } from '../../app/routes/auth.$.tsx'
import { inShop } from '../../app/store/database.server.ts'
import { withAdmin } from '../support/admin-home.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { withProduct } from '../support/offers.ts'
import { withCustomer, withDelivery, withPlacedOrder } from '../support/story-of.ts'
import { claimsOf, signed } from '../support/tokens.ts'

const now = new Date()
withAdmin(now)

type Door = (args: never) => unknown

/** What a door answers a request of this shop's merchant: its value, or the Response it throws. */
async function ask(
  door: Door,
  path: string,
  {
    params = {},
    form,
    token,
  }: { params?: Record<string, string>; form?: Record<string, string>; token?: string } = {},
): Promise<unknown> {
  const bearer = token ?? (await signed(claimsOf('admin', now)))
  const request = new Request(`https://encore.example${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${bearer}` },
    body: form && new URLSearchParams(form),
  })
  try {
    return await door({ request, params, context: {} } as never)
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
    throw thrown
  }
}

const doors: [string, Door, string][] = [
  ['home', home, '/app'],
  ['customers', customers, '/app/customers?q=ana'],
  ['one customer', customerPage, '/app/customers/1'],
  ['deliveries', deliveries, '/app/deliveries'],
  ['try again', retry, '/app/deliveries'],
  ['a raw body', body, '/app/deliveries/body?id=a'],
  ['offers', offers, '/app/offers'],
  ['change rules', changeRules, '/app/offers'],
  ['one rule', rulePage, '/app/offers/1'],
  ['save a rule', saveRule, '/app/offers/1'],
  ['a new rule', newRule, '/app/offers/new'],
  ['save a new rule', saveNewRule, '/app/offers/new'],
  ['preview a rule', previewRule, '/app/offers/preview'],
  ['find goods', searchGoods, '/app/offers/search?kind=product'],
  ['try a rule', tryRule, '/app/offers/trial'],
  ['how far a margin reaches', marginReach, '/app/offers/margin'],
  ['orders and their offers', orders, '/app/offers/orders'],
  ['the decisions of an order', decision, '/app/offers/orders/decision?order=1'],
  ['the export of orders', ordersExport, '/app/offers/orders/export'],
  ['what goes together', together, '/app/offers/together'],
  ['a word on what goes together', tie, '/app/offers/together'],
  ['the orders with both', togetherEvidence, '/app/offers/together/evidence?product=1&other=2'],
  ['settings', settings, '/app/settings'],
  ['save settings', save, '/app/settings'],
  ['channels', channels, '/app/settings/channels'],
  ['change channels', changeChannels, '/app/settings/channels'],
  ['tokens', developers, '/app/settings/developers'],
  ['change tokens', changeTokens, '/app/settings/developers'],
  ['an export', exported, '/app/settings/export?id=a'],
  ['nowhere', nowhere, '/app/nowhere'],
]

test.each(doors)('%s refuses whoever is not in the admin', async (_name, door, path) => {
  for (const token of ['', 'x.y.z', await signed(claimsOf('extension', now))]) {
    const answer = await ask(door, path, { token })
    expect(answer).toBeInstanceOf(Response)
    expect((answer as Response).status).not.toBe(200)
    expect((answer as Response).status).toBeLessThan(500)
  }
})

describe('whoever comes outside of the admin', () => {
  const answerTo = async (door: Door, path: string): Promise<Response> => {
    const request = new Request(`https://encore.example${path}`)
    const answer = await Promise.resolve(door({ request, params: {}, context: {} } as never)).catch(
      (thrown: unknown) => thrown,
    )
    if (answer instanceof Response) return answer
    throw answer
  }

  test('is sent to the page that says what this is', async () => {
    const first = await answerTo(frame, '/app')
    expect(first.headers.get('location')).toBe('/auth/login')
    for (const path of ['/auth/login', `/auth/login?shop=${shop}`, '/auth/login?shop=evil.example']) {
      const answer = await answerTo(auth, path)
      expect([answer.status, answer.headers.get('location')], path).toEqual([302, '/'])
    }
    expect(await ask(landing, '/')).toBeNull()
  })

  const strangeShops = ['*;script-src *', 'evil.example', 'evil.myshopify.com.evil.example', '']
  const paths = ['/auth/session-token', '/auth/exit-iframe', '/auth/callback', '/auth']

  test.each(paths)('is refused at %s when the shop named is none', async (path) => {
    for (const named of strangeShops) {
      const query = new URLSearchParams({ shop: named, exitIframe: 'https://encore.example/app' })
      const answer = await answerTo(auth, `${path}?${query}`)
      expect([answer.status, answer.headers.get('content-security-policy')], named).toEqual([400, null])
    }
  })

  test('gets the pages of the library for a shop, framed by its admin alone', async () => {
    const query = new URLSearchParams({ shop, exitIframe: 'https://encore.example/app' })
    for (const path of ['/auth/session-token', '/auth/exit-iframe']) {
      const answer = await answerTo(auth, `${path}?${query}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors https://${shop} `)
    }
  })

  test('is led out of the frame to nowhere else', async () => {
    for (const to of ['https://evil.example', '//evil.example', 'javascript:alert(1)', ''])
      expect(
        (await answerTo(auth, `/auth/exit-iframe?${new URLSearchParams({ shop, exitIframe: to })}`)).status,
      ).toBe(400)
  })
})

describe('a customer who is not there', () => {
  const bytesOf = async (digits: string) => {
    const answer = await ask(customerPage, `/app/customers/${digits}`, { params: { digits } })
    if (!(answer instanceof Response)) return answer
    return { status: answer.status, headers: [...answer.headers], body: await answer.text() }
  }

  test('is the same answer for an unknown id, an id of another shop and no id at all', async () => {
    await inShop(otherShop, (db) => withCustomer(db, 77))
    const unknown = await bytesOf('999')
    expect(unknown).toMatchObject({ status: 404, body: '' })
    for (const digits of ['77', '', 'abc', "1' or 1=1", '../1', '1'.repeat(400)])
      expect(await bytesOf(digits), digits).toEqual(unknown)
  })

  test('while one of this shop is there', async () => {
    await inShop(shop, (db) => withCustomer(db, 77))
    expect(await bytesOf('77')).toMatchObject({
      kind: 'there',
      customer: { id: 'gid://shopify/Customer/77' },
    })
  })
})

describe('a rule', () => {
  const id = 'aaaaaaaa-0000-4000-8000-000000000000'
  const definition = JSON.stringify({
    placements: ['thank-you'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 1,
  })
  const form = { intent: 'save', id, name: 'Mine', definition }

  test('is kept under the id its page got, and opened there', async () => {
    expect(await ask(saveNewRule, '/app/offers/new', { form })).toMatchObject({ kind: 'saved', id })
    expect(await ask(rulePage, `/app/offers/${id}`, { params: { id } })).toMatchObject({
      rule: { name: 'Mine' },
    })
  })

  test('of another shop is the same answer as one that never was', async () => {
    await inShop(otherShop, (db) =>
      db.rule.create({
        data: {
          id,
          name: 'Theirs',
          position: 1,
          definition: JSON.parse(definition),
          createdAt: noon,
          updatedAt: noon,
        },
      }),
    )
    const params = { id }
    expect(await ask(rulePage, `/app/offers/${id}`, { params })).toMatchObject({ status: 404 })
    const none = { kind: 'refused', why: 'not-there' }
    const changed = { ...form, version: '1' }
    expect(await ask(saveRule, `/app/offers/${id}`, { params, form: changed })).toEqual(none)
    expect(await ask(changeRules, '/app/offers', { form: { intent: 'remove', id } })).toEqual(none)
    expect((await inShop(otherShop, (db) => db.rule.findFirst()))?.name).toBe('Theirs')
  })

  test('has a test started, shown and stopped on its page', async () => {
    await ask(saveNewRule, '/app/offers/new', { form })
    const [path, params] = [`/app/offers/${id}`, { id }]
    const start = { intent: 'start-test', change: '{"headings":{"en":"One more thing"}}' }
    const started = (await ask(saveRule, path, { params, form: start })) as { kind: string; id: string }
    expect(started.kind).toBe('started')
    const shown = {
      versions: { test: { id: started.id, status: 'running', verdict: { kind: 'too-early' } } },
    }
    expect(await ask(rulePage, path, { params })).toMatchObject(shown)
    const early = { intent: 'adopt', test: started.id, arm: 'B' }
    expect(await ask(saveRule, path, { params, form: early })).toEqual({ kind: 'refused', why: 'not-better' })
    const stop = { intent: 'stop-test', test: started.id }
    expect(await ask(saveRule, path, { params, form: stop })).toEqual({ kind: 'stopped' })
    expect(await ask(saveRule, path, { params, form: stop })).toEqual({ kind: 'refused', why: 'not-running' })
  })

  test('that a form cannot mean is refused', async () => {
    const bad = { status: 400 }
    expect(await ask(saveNewRule, '/app/offers/new', { form: { ...form, id: '../x' } })).toMatchObject(bad)
    expect(await ask(changeRules, '/app/offers', { form: { intent: 'move', id, place: 'x' } })).toMatchObject(
      bad,
    )
    expect(await ask(previewRule, '/app/offers/preview', { form: { definition } })).toMatchObject(bad)
    expect(await ask(tryRule, '/app/offers/trial', { form: { when: '{' } })).toMatchObject(bad)
    const incentive = '{"kind":"percentage","percent":10}'
    const elsewhere = { incentive, collection: 'gid://shopify/Product/1' }
    for (const form of [{ incentive: '{', collection: '' }, elsewhere])
      expect(await ask(marginReach, '/app/offers/margin', { form })).toMatchObject(bad)
    const reach = { above: 0, below: 0, unknown: 0, isPart: false }
    expect(await ask(marginReach, '/app/offers/margin', { form: { incentive } })).toMatchObject(reach)
    const params = { id }
    for (const intent of ['stop-test', 'adopt'])
      expect(await ask(saveRule, `/app/offers/${id}`, { params, form: { intent } })).toMatchObject(bad)
    const unfit = { ...form, definition: '{"placements":[]}' }
    expect(await ask(saveNewRule, '/app/offers/new', { form: unfit })).toMatchObject({ why: 'unfit' })
  })
})

describe("another shop's", () => {
  beforeEach(() =>
    inShop(otherShop, async (db) => {
      await withDelivery(db, 'theirs', { status: 'aside', body: '{"secret":1}' })
      await db.complianceRequest.create({
        data: { id: 'theirs', topic: 'customers/data_request', status: 'done', receivedAt: noon, export: {} },
      })
    }),
  )

  test('delivery body reads like one that never was', async () => {
    const [theirs, never] = [
      await ask(body, '/app/deliveries/body?id=theirs'),
      await ask(body, '/app/deliveries/body?id=never'),
    ]
    expect(theirs).toEqual(never)
    expect(theirs).toMatchObject({ data: { kind: 'not-there' } })
  })

  test('order has no decisions to open, as one that never was', async () => {
    await inShop(otherShop, (db) => withPlacedOrder(db, 7))
    const [theirs, never] = [
      await ask(decision, '/app/offers/orders/decision?order=7'),
      await ask(decision, '/app/offers/orders/decision?order=8'),
    ]
    expect(theirs).toEqual(never)
    expect(theirs).toEqual({ kind: 'not-there' })
  })

  test('product is not there to see what goes with it, nor to say anything of', async () => {
    await inShop(otherShop, (db) => withProduct(db, 77))
    for (const digits of ['77', '78'])
      expect(await ask(together, `/app/offers/together?product=${digits}`)).toMatchObject({ status: 404 })
    const form = { product: '77', other: '78', tie: 'pinned' }
    expect(await ask(tie, '/app/offers/together', { form })).toEqual({ kind: 'refused', why: 'not-there' })
  })

  test('delivery cannot be tried again', async () => {
    expect(await ask(retry, '/app/deliveries', { form: { id: 'theirs' } })).toEqual({ retried: 0 })
    expect(await ask(retry, '/app/deliveries', { form: { all: 'yes' } })).toEqual({ retried: 0 })
  })

  test('export is not there', async () => {
    expect(await ask(exported, '/app/settings/export?id=theirs')).toMatchObject({ status: 404 })
  })
})

describe('forms', () => {
  test('that say nothing known are refused', async () => {
    expect(await ask(retry, '/app/deliveries', { form: {} })).toMatchObject({ status: 400 })
    const unknownTie = { product: '1', other: '2', tie: 'married' }
    expect(await ask(tie, '/app/offers/together', { form: unknownTie })).toMatchObject({ status: 400 })
    expect(await ask(save, '/app/settings', { form: { intent: 'explode' } })).toMatchObject({ status: 400 })
  })

  test('save what was chosen and nothing that came along', async () => {
    const form = { intent: 'save', deliveriesKeptDays: '7', scopes: 'everything', __proto__: 'x' }
    expect(await ask(save, '/app/settings', { form })).toEqual({ kind: 'saved' })
    const stored = await inShop(shop, (db) => db.shop.findFirst())
    expect(stored?.settings).toEqual({ deliveriesKeptDays: 7 })
    expect(stored?.scopes).toBe('read_orders,read_products')
  })
})

test('an export comes as a file that no browser takes for a page, and may not be kept by caches', async () => {
  await inShop(shop, (db) =>
    db.complianceRequest.create({
      data: {
        id: 'a',
        topic: 'customers/data_request',
        status: 'done',
        receivedAt: noon,
        export: { note: '<b>' },
      },
    }),
  )
  const answer = (await ask(exported, '/app/settings/export?id=a')) as Response
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ note: '<b>' })
})

test('orders come as CSV in which no spreadsheet finds a formula', async () => {
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await withPlacedOrder(db, n)
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', 'a "quoted", one', '=1+\n2', 'a\n =1', '＝1']
    for (const [at, name] of names.entries())
      await db.order.updateMany({ where: { name: `#${at + 1}` }, data: { name } })
  })
  const answer = (await ask(ordersExport, '/app/offers/orders/export')) as Response
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const [header = '', ...rows] = (await answer.text()).trimEnd().split('\r\n')
  expect(header).toMatch(/^Order,Placed,Total,Currency,Test,Cancelled,Checkout,/)
  const firsts = rows.map((row) => /^("(?:[^"]|"")*"|[^,]*),/.exec(row)?.[1])
  const formulas = [`"'=1+1"`, `"'+1"`, `"'-1"`, `"'@SUM(A1)"`, `"'=1+\n2"`, `"'a\n =1"`, `"'＝1"`]
  const kept = [...formulas, '"a ""quoted"", one"']
  expect(firsts.toSorted()).toEqual(kept.toSorted())
  expect(rows[0]).toContain('10.00,EUR')
})

test('the address of the app itself leads a merchant in and tells others what this is', async () => {
  const opened = await ask(landing, `/?shop=${shop}&host=aGk`)
  expect(opened).toMatchObject({ status: 302 })
  expect((opened as Response).headers.get('location')).toBe(`/app?shop=${shop}&host=aGk`)
  expect(await ask(landing, '/')).toBeNull()
})

test('only the admin of the verified shop may frame a page', async () => {
  const token = await signed(claimsOf('admin', now))
  const framed = (await ask(frame, `/app?shop=${shop}`)) as { init: { headers: Headers } }
  expect(framed.init.headers.get('content-security-policy')).toContain(`frame-ancestors https://${shop} `)
  expect(await ask(frame, `/app?shop=${otherShop}`, { token })).toMatchObject({ status: 401 })
})
