import { describe, expect, test } from 'vitest'
import { pageWordsIn } from '../../app/domain/messages/page-words.ts'
import { createLinkKeys, openLink } from '../../app/features/messages/open-link.ts'
import { preferenceToken } from '../../app/features/messages/preference-token.ts'
import { inShop } from '../../app/store/database.server.ts'
import { dropShopSecret, needShopSecret } from '../../app/store/shop-secrets.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, withOrder } from '../support/offers.ts'
import { everything, tokenFor, withPreferencesDoor } from '../support/preferences-door.ts'
import { withAda } from '../support/touches.ts'

const page = withPreferencesDoor()

describe('a link that proves nothing', () => {
  async function wrongTokens(): Promise<Record<string, string>> {
    const [named = '', signed = ''] = page.token.split('.')
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
      'cut off': page.token.slice(0, -1),
      longer: `${page.token}A`,
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
        const seen = await page.visit(`/${path}/${wrong}`)
        const right = await page.visit('/preferences/x.y')
        expect([what, seen.status, seen.text]).toEqual([what, 404, right.text])
        const posted = await page.post(`/${path}/${wrong}`, [
          ['List-Unsubscribe', 'One-Click'],
          ...everything,
        ])
        expect([what, posted.status, posted.text]).toEqual([what, 404, right.text])
      }
    }
    for (const at of [shop, otherShop]) expect(await inShop(at, (db) => db.preference.count())).toBe(0)
  })

  test('is every older one once the shop renews its key', async () => {
    expect((await page.visit(`/preferences/${page.token}`)).status).toBe(200)
    await inShop(shop, (db) => dropShopSecret(db, 'preference-key'))
    const renewed = await tokenFor(shop, customer(1))
    page.now = new Date(noon.getTime() + 10_000)
    expect((await page.visit(`/preferences/${page.token}`)).status).toBe(404)
    expect((await page.visit(`/preferences/${renewed}`)).status).toBe(200)
  })

  test('is one of somebody who is gone; one of somebody merged is the other’s', async () => {
    await inShop(shop, async (db) => {
      await withOrder(db, 200, { customerId: customer(2), products: [1] })
      await db.customer.updateMany({
        where: { id: customer(1) },
        data: { deletedAt: noon, mergedIntoId: customer(2) },
      })
    })
    await page.post(`/preferences/${page.token}`, everything)
    const [preference] = await inShop(shop, (db) => db.preference.findMany())
    expect(preference?.customerId).toBe(customer(2))
    await inShop(shop, (db) => db.customer.updateMany({ data: { deletedAt: noon, mergedIntoId: null } }))
    expect((await page.visit(`/preferences/${page.token}`)).status).toBe(404)
  })

  test('has no key looked up for it, under however many names it is guessed', async () => {
    const known = createLinkKeys()
    expect(await openLink(known, page.token, noon)).toEqual({ shop, customerId: customer(1) })
    for (let n = 0; n < 40; n += 1) {
      const guess = { shop: `s${n}.myshopify.com`, customerId: customer(n) }
      expect(await openLink(known, preferenceToken(Buffer.alloc(32), guess), noon)).toBeUndefined()
    }
    expect([...known.keys.keys()]).toEqual([shop])
    expect(known.shopsReadMs).toBe(noon.getTime())
  })

  test('speaks the language of the browser', async () => {
    const { text } = await page.visit('/preferences/x.y', { headers: { 'accept-language': 'xx, ja;q=0.9' } })
    expect(text).toContain(pageWordsIn('ja').invalid.title)
  })
})

test('who asks too often is asked to wait, and other addresses are not answered here', async () => {
  const statuses = new Set<number>()
  for (let n = 0; n < 61; n += 1) statuses.add((await page.visit('/preferences/x.y')).status)
  expect([...statuses]).toEqual([404, 429])
  expect((await page.visit(`/preferences/${page.token}`, { method: 'DELETE' })).status).toBe(405)
  for (const path of ['/preferences', '/preferences/', `/preferences/${page.token}/more`, '/unsubscribe/'])
    expect((await page.visit(path)).text).toBe('elsewhere')
})
