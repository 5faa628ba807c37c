import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, product, withOrder, withProduct } from '../support/offers.ts'
import { everything, kept, without, withPreferencesDoor } from '../support/preferences-door.ts'

const page = withPreferencesDoor()

describe('a choice', () => {
  test('is kept, shown again, and wakes what waits for the customer', async () => {
    const form: [string, string][] = [...without('often'), ['often', 'month-1']].filter(
      ([name, value]) =>
        !(name === 'topic' && value === 'offers') && !(name === 'channel' && value === 'other'),
    ) as [string, string][]
    const answer = await page.post(`/preferences/${page.token}`, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/preferences/${page.token}?note=saved`,
    ])
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
    const { text } = await page.visit(`/preferences/${page.token}?note=saved`)
    expect(text).toContain('role="status"')
    expect(text).toMatch(
      /<input type="radio" name="often" checked="" value="month-1"|<input type="radio" name="often" value="month-1" checked=""/,
    )
  })

  test('of a pause lasts until that day begins where they are', async () => {
    await page.post(`/preferences/${page.token}`, [...without('pauseUntil'), ['pauseUntil', '2026-07-01']])
    expect((await kept())?.pausedUntil).toEqual(new Date('2026-06-30T22:00:00Z'))
  })

  test('of never is kept since the first time, and can be taken back', async () => {
    await page.post(`/preferences/${page.token}`, [...everything, ['never', 'yes']])
    expect((await kept())?.neverAt).toEqual(noon)
    page.now = new Date(noon.getTime() + 1000)
    await page.post(`/preferences/${page.token}`, [...everything, ['never', 'yes']])
    expect((await kept())?.neverAt).toEqual(noon)
    await page.post(`/preferences/${page.token}`, everything)
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
      const { headers } = await page.post(`/preferences/${page.token}`, form as [string, string][])
      expect(headers.get('location')).toContain('note=bad-date')
      expect(await kept()).toBeNull()
      expect((await page.visit(headers.get('location') ?? '')).text).toContain('role="alert"')
    },
  )

  test('of a birthday takes leap days, and is forgotten when it is taken back', async () => {
    const form = without('birthdayMonth').filter(([name]) => name !== 'birthdayDay')
    await page.post(`/preferences/${page.token}`, [...form, ['birthdayMonth', '2'], ['birthdayDay', '29']])
    expect((await kept())?.birthday).toBe('02-29')
    await page.post(`/preferences/${page.token}`, everything)
    expect((await kept())?.birthday).toBeNull()
  })

  test('of fields that are none is no choice', async () => {
    await page.post(`/preferences/${page.token}`, [...everything, ['weekMax', '99'], ['shopId', otherShop]])
    await page.post(`/preferences/${page.token}`, [['do', 'drop']])
    expect(await kept()).toMatchObject({ weekMax: null, shopId: shop })
  })
})

describe('what they say of something they bought', () => {
  const say = (said: string, id = product(1)) =>
    page.post(`/preferences/${page.token}`, [
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
    expect((await page.visit(`/preferences/${page.token}`)).text).toContain('You said: I finished it')
  })

  test('has a reminder come in six weeks', async () => {
    await say('remind')
    expect((await intents())[0]?.until).toEqual(new Date(noon.getTime() + 42 * 86_400_000))
  })

  test('keeps what they never want again out of offers, until they say something else', async () => {
    await say('never')
    expect(await dislikes()).toBe(1)
    page.now = new Date(noon.getTime() + 1000)
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
