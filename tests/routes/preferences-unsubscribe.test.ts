import { describe, expect, test } from 'vitest'
import { sendingChannels } from '../../app/channels/all.ts'
import { messageLanguages } from '../../app/domain/messages/languages.ts'
import { pageWordsIn } from '../../app/domain/messages/page-words.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { everything, kept, without, withPreferencesDoor } from '../support/preferences-door.ts'

const page = withPreferencesDoor()

describe('one-click unsubscribing', () => {
  const oneClick: [string, string][] = [['List-Unsubscribe', 'One-Click']]

  test('stops all messages at once, twice as once, and keeps all else', async () => {
    await page.post(`/preferences/${page.token}`, [...without('often'), ['often', 'week-1']])
    for (let n = 0; n < 2; n += 1) {
      const answer = await page.post(`/unsubscribe/${page.token}`, oneClick)
      expect([answer.status, answer.text]).toEqual([200, 'Unsubscribed\n'])
    }
    expect(await kept()).toMatchObject({ channelsOff: Object.keys(sendingChannels).sort(), weekMax: 1 })
  })

  test('asks a person first, and tells them afterwards', async () => {
    const { text } = await page.visit(`/unsubscribe/${page.token}`)
    expect(text).toContain('Stop all messages?')
    const answer = await page.post(`/unsubscribe/${page.token}`, [])
    expect(answer.headers.get('location')).toBe(`/preferences/${page.token}?note=stopped`)
    expect((await page.visit(answer.headers.get('location') ?? '')).text).toContain(
      'You will get no more messages',
    )
  })

  test.each(messageLanguages)(
    'is told on the page ever after, with the way back, in %s',
    async (language) => {
      await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language } }))
      const { channels, never, save } = pageWordsIn(language)
      const told = async () => {
        const { text } = await page.visit(`/preferences/${page.token}`)
        return [...text.matchAll(/<p class="note off">(.*?)<\/p>/g)].map(([, said = '']) => said)
      }
      expect(await told()).toEqual([])
      await page.post(`/unsubscribe/${page.token}`, oneClick)
      const [ways = '', ...others] = await told()
      expect(others).toEqual([])
      for (const name of [channels.title, save]) expect(ways).toContain(name)
      await page.post(`/preferences/${page.token}`, [...everything, ['never', 'yes']])
      const [all = '', ...rest] = await told()
      expect(rest).toEqual([])
      for (const name of [never.label, save]) expect(all).toContain(name)
      expect(all + ways).not.toMatch(/[{}]|undefined/)
      // One way is enough to come back by.
      await page.post(`/preferences/${page.token}`, without('channel', 'email'))
      expect(await told()).toEqual([])
    },
  )

  test.each(messageLanguages)('and a consent that Shopify lacks are told apart, in %s', async (language) => {
    const { lacking } = pageWordsIn(language)
    const told = async (change: object) => {
      await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language, ...change } }))
      const { text } = await page.visit(`/preferences/${page.token}`)
      return [...text.matchAll(/<p class="note off">(.*?)<\/p>/g)].map(([, said = '']) => said)
    }
    const saying = (words: string) => words.replace('{{shop}}', 'Roast &amp; Co.')
    expect(await told({ emailConsent: 'unsubscribed' })).toEqual([saying(lacking.all)])
    expect(await told({ phone: '+4930123', smsConsent: 'subscribed' })).toEqual([saying(lacking.email)])
    expect(await told({ emailConsent: 'subscribed' })).toEqual([])
  })

  test('works while the shop is away, and after it left', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    expect((await page.post(`/unsubscribe/${page.token}`, oneClick)).status).toBe(200)
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
  })
})
