import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendingChannels } from '../../app/channels/all.ts'
import { messageLanguages } from '../../app/domain/messages/languages.ts'
import { pageWordsIn } from '../../app/domain/messages/page-words.ts'
import { createPreferencesDoor } from '../../app/doors/preferences.ts'
import { createLinkKeys, openLink } from '../../app/features/messages/open-link.ts'
import { preferenceToken } from '../../app/features/messages/preference-token.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { dropShopSecret, needShopSecret } from '../../app/store/shop-secrets.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withProduct } from '../support/offers.ts'
import { withAda, withTouch } from '../support/touches.ts'
import { aDefinition } from '../support/walks.ts'

const database = withDatabase()
let server: Server
let url: string
let token: string
let now = noon

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

let door: ReturnType<typeof createPreferencesDoor>
beforeEach(async () => {
  now = noon
  door = createPreferencesDoor({ now: () => now })
  await emptyDatabase(database.url)
  await inShop(shop, withAda)
  token = await tokenFor(shop, customer(1))
})

async function tokenFor(at: string, customerId: ReturnType<typeof customer>): Promise<string> {
  const key = await inShop(at, (db) => needShopSecret(db, 'preference-key'))
  return preferenceToken(key, { shop: at, customerId })
}

const visit = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(url + path, { redirect: 'manual', ...init })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const post = (path: string, form: [string, string][]) =>
  visit(path, { method: 'POST', body: new URLSearchParams(form) })
const kept = () => inShop(shop, (db) => db.preference.findFirst({ where: { customerId: customer(1) } }))
const everything: [string, string][] = [
  ['do', 'choose'],
  ['often', 'usual'],
  ['pauseUntil', ''],
  ...['help', 'reminders', 'offers', 'thanks'].map((topic): [string, string] => ['topic', topic]),
  ...['email', 'other', 'page'].map((channel): [string, string] => ['channel', channel]),
  ['birthdayMonth', ''],
  ['birthdayDay', ''],
]
const without = (name: string, value?: string) =>
  everything.filter(([key, each]) => key !== name || (value !== undefined && each !== value))

describe('opening a link', () => {
  test.each(['GET', 'HEAD'])('changes nothing, as mail scanners do it (%s)', async (method) => {
    for (const path of ['preferences', 'unsubscribe'])
      expect((await visit(`/${path}/${token}?List-Unsubscribe=One-Click`, { method })).status).toBe(200)
    expect(await kept()).toBeNull()
  })

  test('shows the choices, what was bought, what is planned, and what came and why', async () => {
    await inShop(shop, (db) => withTouch(db, 'a', { status: 'sent', sentAt: noon }))
    const { text } = await visit(`/preferences/${token}`)
    expect(text).toContain('What Roast &amp; Co. may write to you')
    expect(text).toContain('At most 2 in 7 days')
    expect(text).toContain('Chemex')
    expect(text).toContain('A good start with Chemex')
    expect(text).toContain('You get this because you ordered from Roast &amp; Co. on June 15, 2026.')
    expect(text).not.toMatch(/ada@example|Ada/)
  })

  // What is waited for may come any day; a wait is over on its day and not before.
  test.each([
    [{ kind: 'wait', for: { amount: 3, unit: 'days' } }, 'active', true],
    [
      { kind: 'message', template: 'welcome', topic: 'help', channels: ['email'], validDays: 7 },
      'entering',
      true,
    ],
    [
      { kind: 'message', template: 'welcome', topic: 'help', channels: ['email'], validDays: 7 },
      'active',
      false,
    ],
    [
      { kind: 'wait-for', what: { kind: 'order-delivered' }, limit: { amount: 14, unit: 'days' } },
      'active',
      false,
    ],
  ] as const)(
    'names a day for what is planned only where it cannot come sooner: %o, %s',
    async (step, status, isNamed) => {
      const waits = step.kind === 'wait-for' ? { happened: [], ranOut: [] } : {}
      const steps = [{ ...step, ...waits, id: 'a' }]
      const definition = { ...aDefinition(), trigger: { kind: 'order-paid' }, steps }
      await inShop(shop, async (db) => {
        await db.journeyVersion.updateMany({ data: { definition } })
        await db.enrollment.updateMany({ data: { status, stepId: status === 'active' ? 'a' : null } })
      })
      const { text } = await visit(`/preferences/${token}`)
      expect(text).toContain('A message')
      expect(text.includes('not before June 16, 2026')).toBe(isNamed)
      expect(text.match(/not before/g) ?? []).toHaveLength(isNamed ? 1 : 0)
    },
  )

  test.each([
    [1, 'You get this because you ordered from Roast &amp; Co. on June 15, 2026.'],
    [2, 'You get this because you have ordered from Roast &amp; Co. several times, last on June 15, 2026.'],
  ])('gives as the reason of a walk begun by order %s what is true of it', async (number, reason) => {
    await inShop(shop, async (db) => {
      await db.journeyVersion.updateMany({
        data: { definition: { trigger: { kind: 'nth-order', number, orLater: false }, steps: [] } },
      })
      await withTouch(db, 'a', { status: 'sent', sentAt: noon })
    })
    const { text } = await visit(`/preferences/${token}`)
    // Of the one that came, and of the walk that goes on.
    expect(text.split(reason)).toHaveLength(3)
  })

  test('tells of a message about a gift card what the message told: the order', async () => {
    await inShop(shop, async (db) => {
      await db.product.updateMany({ data: { isGiftCard: true } })
      await withTouch(db, 'a', { status: 'sent', sentAt: noon })
    })
    const { text } = await visit(`/preferences/${token}`)
    expect(text).toContain('A good start with your order')
    expect(text).not.toContain('A good start with Chemex')
  })

  test('shows all else where a message of the past has a template that is no more', async () => {
    await inShop(shop, async (db) => {
      const content = { kind: 'message', template: 'of-an-older-version', texts: {} }
      await withTouch(db, 'old', { status: 'sent', sentAt: noon, content })
      await withTouch(db, 'new', { status: 'sent', sentAt: noon })
    })
    const { status, text } = await visit(`/preferences/${token}`)
    expect(status).toBe(200)
    // Of the one that came, and of the walk that goes on.
    expect(text.match(/You get this because you ordered/g)).toHaveLength(2)
    expect(text).toContain('A good start with Chemex')
  })

  test.each(messageLanguages)('speaks %s to whoever does', async (language) => {
    await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language } }))
    const { text } = await visit(`/preferences/${token}`)
    const words = pageWordsIn(language)
    expect(text).toContain(`<html lang="${language}">`)
    for (const said of [words.save, words.never.label, words.bought.gift, words.topics.help])
      expect(text).toContain(said)
    expect(text.replaceAll(/<style>.*?<\/style>/gs, '')).not.toMatch(/\{\{|undefined|\[object/)
  })

  test('shows titles as text, and loads nothing but its own style', async () => {
    await inShop(shop, (db) => db.product.updateMany({ data: { title: '<img src=x onerror=alert(1)>' } }))
    const { text, headers } = await visit(`/preferences/${token}`)
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toMatch(/<img|<script|<link/)
    const policy = headers.get('content-security-policy') ?? ''
    const [, sheet = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? []
    const digest = createHash('sha256').update(sheet).digest('base64')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${digest}'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('a choice', () => {
  test('is kept, shown again, and wakes what waits for the customer', async () => {
    const form: [string, string][] = [...without('often'), ['often', 'month-1']].filter(
      ([name, value]) =>
        !(name === 'topic' && value === 'offers') && !(name === 'channel' && value === 'other'),
    ) as [string, string][]
    const answer = await post(`/preferences/${token}`, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/preferences/${token}?note=saved`])
    expect(await kept()).toMatchObject({
      weekMax: null,
      monthMax: 1,
      topicsOff: ['offers'],
      channelsOff: ['klaviyo', 'flow'],
      neverAt: null,
      birthday: null,
    })
    const walk = await inShop(shop, (db) => db.enrollment.findFirst())
    expect(walk?.dueAt).toEqual(noon)
    const { text } = await visit(`/preferences/${token}?note=saved`)
    expect(text).toContain('role="status"')
    expect(text).toMatch(
      /<input type="radio" name="often" checked="" value="month-1"|<input type="radio" name="often" value="month-1" checked=""/,
    )
  })

  test('of a pause lasts until that day begins where they are', async () => {
    await post(`/preferences/${token}`, [...without('pauseUntil'), ['pauseUntil', '2026-07-01']])
    expect((await kept())?.pausedUntil).toEqual(new Date('2026-06-30T22:00:00Z'))
  })

  test('of never is kept since the first time, and can be taken back', async () => {
    await post(`/preferences/${token}`, [...everything, ['never', 'yes']])
    expect((await kept())?.neverAt).toEqual(noon)
    now = new Date(noon.getTime() + 1000)
    await post(`/preferences/${token}`, [...everything, ['never', 'yes']])
    expect((await kept())?.neverAt).toEqual(noon)
    await post(`/preferences/${token}`, everything)
    expect((await kept())?.neverAt).toBeNull()
  })

  test.each([
    ['birthdayMonth', '2', 'birthdayDay', '30'],
    ['birthdayMonth', '2', 'birthdayDay', ''],
    ['birthdayMonth', '13', 'birthdayDay', '1'],
    ['pauseUntil', '2026-02-30', 'often', 'usual'],
    ['pauseUntil', '9999-01-01', 'often', 'usual'],
    ['pauseUntil', 'soon', 'often', 'usual'],
  ])(
    'of a day that no calendar has keeps nothing and says so (%s %s %s %s)',
    async (one, first, other, second) => {
      const form = [...without(one).filter(([name]) => name !== other), [one, first], [other, second]]
      const { headers } = await post(`/preferences/${token}`, form as [string, string][])
      expect(headers.get('location')).toContain('note=bad-date')
      expect(await kept()).toBeNull()
      expect((await visit(headers.get('location') ?? '')).text).toContain('role="alert"')
    },
  )

  test('of a birthday takes leap days, and is forgotten when it is taken back', async () => {
    const form = without('birthdayMonth').filter(([name]) => name !== 'birthdayDay')
    await post(`/preferences/${token}`, [...form, ['birthdayMonth', '2'], ['birthdayDay', '29']])
    expect((await kept())?.birthday).toBe('02-29')
    await post(`/preferences/${token}`, everything)
    expect((await kept())?.birthday).toBeNull()
  })

  test('of fields that are none is no choice', async () => {
    await post(`/preferences/${token}`, [...everything, ['weekMax', '99'], ['shopId', otherShop]])
    await post(`/preferences/${token}`, [['do', 'drop']])
    expect(await kept()).toMatchObject({ weekMax: null, shopId: shop })
  })
})

describe('what they say of something they bought', () => {
  const say = (said: string, id = product(1)) =>
    post(`/preferences/${token}`, [
      ['do', 'say'],
      ['said', said],
      ['product', id],
    ])
  const intents = () => inShop(shop, (db) => db.intent.findMany({ orderBy: { saidAt: 'asc' } }))
  const dislikes = () => inShop(shop, (db) => db.dislike.count())

  test('is kept once, and shown as said', async () => {
    await say('finished')
    await say('finished')
    expect(await intents()).toMatchObject([{ kind: 'finished', productId: product(1), until: null }])
    expect((await visit(`/preferences/${token}`)).text).toContain('You said: I finished it')
  })

  test('has a reminder come in six weeks', async () => {
    await say('remind')
    expect((await intents())[0]?.until).toEqual(new Date(noon.getTime() + 42 * 86_400_000))
  })

  test('keeps what they never want again out of offers, until they say something else', async () => {
    await say('never')
    expect(await dislikes()).toBe(1)
    now = new Date(noon.getTime() + 1000)
    await say('finished')
    expect(await dislikes()).toBe(0)
  })

  test('is kept of nothing that they did not buy', async () => {
    await inShop(shop, async (db) => {
      await withProduct(db, 2)
      await withOrder(db, 200, { customerId: customer(2), products: [2] })
    })
    await say('never', product(2))
    await say('nonsense')
    expect([await intents(), await dislikes()]).toEqual([[], 0])
  })
})

describe('one-click unsubscribing', () => {
  const oneClick: [string, string][] = [['List-Unsubscribe', 'One-Click']]

  test('stops all messages at once, twice as once, and keeps all else', async () => {
    await post(`/preferences/${token}`, [...without('often'), ['often', 'week-1']])
    for (let n = 0; n < 2; n += 1) {
      const answer = await post(`/unsubscribe/${token}`, oneClick)
      expect([answer.status, answer.text]).toEqual([200, 'Unsubscribed\n'])
    }
    expect(await kept()).toMatchObject({ channelsOff: Object.keys(sendingChannels).sort(), weekMax: 1 })
  })

  test('asks a person first, and tells them afterwards', async () => {
    const { text } = await visit(`/unsubscribe/${token}`)
    expect(text).toContain('Stop all messages?')
    const answer = await post(`/unsubscribe/${token}`, [])
    expect(answer.headers.get('location')).toBe(`/preferences/${token}?note=stopped`)
    expect((await visit(answer.headers.get('location') ?? '')).text).toContain(
      'You will get no more messages',
    )
  })

  test.each(messageLanguages)(
    'is told on the page ever after, with the way back, in %s',
    async (language) => {
      await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language } }))
      const { channels, never, save } = pageWordsIn(language)
      const told = async () => {
        const { text } = await visit(`/preferences/${token}`)
        return [...text.matchAll(/<p class="note off">(.*?)<\/p>/g)].map(([, said = '']) => said)
      }
      expect(await told()).toEqual([])
      await post(`/unsubscribe/${token}`, oneClick)
      const [ways = '', ...others] = await told()
      expect(others).toEqual([])
      for (const name of [channels.title, save]) expect(ways).toContain(name)
      await post(`/preferences/${token}`, [...everything, ['never', 'yes']])
      const [all = '', ...rest] = await told()
      expect(rest).toEqual([])
      for (const name of [never.label, save]) expect(all).toContain(name)
      expect(all + ways).not.toMatch(/[{}]|undefined/)
      // One way is enough to come back by.
      await post(`/preferences/${token}`, without('channel', 'email'))
      expect(await told()).toEqual([])
    },
  )

  test.each(messageLanguages)('and a consent that Shopify lacks are told apart, in %s', async (language) => {
    const { lacking } = pageWordsIn(language)
    const told = async (change: object) => {
      await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language, ...change } }))
      const { text } = await visit(`/preferences/${token}`)
      return [...text.matchAll(/<p class="note off">(.*?)<\/p>/g)].map(([, said = '']) => said)
    }
    const saying = (words: string) => words.replace('{{shop}}', 'Roast &amp; Co.')
    expect(await told({ emailConsent: 'unsubscribed' })).toEqual([saying(lacking.all)])
    expect(await told({ phone: '+4930123', smsConsent: 'subscribed' })).toEqual([saying(lacking.email)])
    expect(await told({ emailConsent: 'subscribed' })).toEqual([])
  })

  test('works while the shop is away, and after it left', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    expect((await post(`/unsubscribe/${token}`, oneClick)).status).toBe(200)
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
  })
})

describe('a link that proves nothing', () => {
  async function wrongTokens(): Promise<Record<string, string>> {
    const [named = '', signed = ''] = token.split('.')
    const other = Buffer.from(`${shop}\n2`).toString('base64url')
    const elsewhere = Buffer.from(`${otherShop}\n1`).toString('base64url')
    await inShop(otherShop, withAda)
    await inShop(otherShop, (db) => needShopSecret(db, 'preference-key'))
    await inShop(shop, (db) => withOrder(db, 200, { customerId: customer(2), products: [1] }))
    const flipped = signed.startsWith('A') ? `B${signed.slice(1)}` : `A${signed.slice(1)}`
    return {
      'of another customer': `${other}.${signed}`,
      'of another shop': `${elsewhere}.${signed}`,
      'with another signature': `${named}.${flipped}`,
      'with none': `${named}.${'A'.repeat(43)}`,
      'cut off': token.slice(0, -1),
      longer: `${token}A`,
      'of nobody': await tokenFor(shop, customer(999)),
      'of a shop that is not there': preferenceToken(Buffer.alloc(32), {
        shop: 'nobody.myshopify.com',
        customerId: customer(1),
      }),
      'of nonsense': 'nonsense',
      'of a path': '..%2f..%2fetc',
    }
  }

  test('gets the same bytes whatever is wrong, and changes nothing', async () => {
    for (const [what, wrong] of Object.entries(await wrongTokens())) {
      for (const path of ['preferences', 'unsubscribe']) {
        const seen = await visit(`/${path}/${wrong}`)
        const right = await visit('/preferences/x.y')
        expect([what, seen.status, seen.text]).toEqual([what, 404, right.text])
        const posted = await post(`/${path}/${wrong}`, [['List-Unsubscribe', 'One-Click'], ...everything])
        expect([what, posted.status, posted.text]).toEqual([what, 404, right.text])
      }
    }
    for (const at of [shop, otherShop]) expect(await inShop(at, (db) => db.preference.count())).toBe(0)
  })

  test('is every older one once the shop renews its key', async () => {
    expect((await visit(`/preferences/${token}`)).status).toBe(200)
    await inShop(shop, (db) => dropShopSecret(db, 'preference-key'))
    const renewed = await tokenFor(shop, customer(1))
    now = new Date(noon.getTime() + 10_000)
    expect((await visit(`/preferences/${token}`)).status).toBe(404)
    expect((await visit(`/preferences/${renewed}`)).status).toBe(200)
  })

  test('is one of somebody who is gone; one of somebody merged is the other’s', async () => {
    await inShop(shop, async (db) => {
      await withOrder(db, 200, { customerId: customer(2), products: [1] })
      await db.customer.updateMany({
        where: { id: customer(1) },
        data: { deletedAt: noon, mergedIntoId: customer(2) },
      })
    })
    await post(`/preferences/${token}`, everything)
    const [preference] = await inShop(shop, (db) => db.preference.findMany())
    expect(preference?.customerId).toBe(customer(2))
    await inShop(shop, (db) => db.customer.updateMany({ data: { deletedAt: noon, mergedIntoId: null } }))
    expect((await visit(`/preferences/${token}`)).status).toBe(404)
  })

  test('has no key looked up for it, under however many names it is guessed', async () => {
    const known = createLinkKeys()
    expect(await openLink(known, token, noon)).toEqual({ shop, customerId: customer(1) })
    for (let n = 0; n < 40; n += 1) {
      const guess = { shop: `s${n}.myshopify.com`, customerId: customer(n) }
      expect(await openLink(known, preferenceToken(Buffer.alloc(32), guess), noon)).toBeUndefined()
    }
    expect([...known.keys.keys()]).toEqual([shop])
    expect(known.shopsReadMs).toBe(noon.getTime())
  })

  test('speaks the language of the browser', async () => {
    const { text } = await visit('/preferences/x.y', { headers: { 'accept-language': 'xx, ja;q=0.9' } })
    expect(text).toContain(pageWordsIn('ja').invalid.title)
  })
})

test('who asks too often is asked to wait, and other addresses are not answered here', async () => {
  const statuses = new Set<number>()
  for (let n = 0; n < 61; n += 1) statuses.add((await visit('/preferences/x.y')).status)
  expect([...statuses]).toEqual([404, 429])
  expect((await visit(`/preferences/${token}`, { method: 'DELETE' })).status).toBe(405)
  for (const path of ['/preferences', '/preferences/', `/preferences/${token}/more`, '/unsubscribe/'])
    expect((await visit(path)).text).toBe('elsewhere')
})

test('an order’s day is not told of an order that is somebody else’s', async () => {
  await inShop(shop, async (db) => {
    await withOrder(db, 200, { customerId: customer(2), products: [1] })
    await withTouch(db, 'a', { status: 'sent', sentAt: noon, orderId: order(200), enrollmentId: null })
  })
  const { text } = await visit(`/preferences/${token}`)
  expect(text).toContain('You get this because you are a customer of Roast &amp; Co.')
})
