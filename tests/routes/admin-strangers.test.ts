import { beforeEach, describe, expect, test } from 'vitest'
import { loader as landing } from '../../app/routes/_index.tsx'
import { action as closeGuide, loader as home } from '../../app/routes/app._index.tsx'
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
import { ask, type Door, now } from '../support/admin-door.ts'
import { withAdmin } from '../support/admin-home.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { withProduct } from '../support/offers.ts'
import { withCustomer, withDelivery, withPlacedOrder } from '../support/story-of.ts'
import { claimsOf, signed } from '../support/tokens.ts'

withAdmin(now)

const doors: [string, Door, string][] = [
  ['home', home, '/app'],
  ['close the set-up guide', closeGuide, '/app'],
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
