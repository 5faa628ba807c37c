import PostalMime from 'postal-mime'
import { beforeEach, expect, test } from 'vitest'
import { connectKlaviyo } from '../../app/features/messages/connect-klaviyo.ts'
import { readChannels } from '../../app/features/messages/read-channels.ts'
import { sendTest } from '../../app/features/messages/send-test.ts'
import { config } from '../../app/platform/config.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { withMail } from '../support/mail.ts'

const database = withDatabase()
const { mail, replies } = withMail()

beforeEach(async () => {
  await emptyDatabase(database.url)
  await settings({ sender: { replyTo: 'owner@roast.example' } })
})

const settings = (value: object) => inShop(shop, (db) => db.shop.updateMany({ data: { settings: value } }))

test('the channels say what is connected and what is missing, and never a key', async () => {
  expect(await inShop(shop, readChannels)).toEqual({
    email: { isConnected: true, from: 'post@encore.example', replyTo: 'owner@roast.example' },
    klaviyo: { isConnected: false },
  })
  await inShop(shop, (db) => connectKlaviyo(db, 'pk_0123456789abcdef'))
  config().smtp = undefined
  await settings({})
  const read = await inShop(shop, readChannels)
  expect(read).toMatchObject({ email: { isConnected: false }, klaviyo: { isConnected: true } })
  expect(JSON.stringify(read)).not.toContain('pk_')
})

test('a test message goes to the shop’s own address, looks as customers get it, and is kept nowhere', async () => {
  expect(await sendTest(shop, noon)).toEqual({ kind: 'sent', to: 'owner@roast.example' })
  expect(mail.received.map(({ to }) => to)).toEqual([['owner@roast.example']])
  const { text } = await PostalMime.parse(mail.received[0]?.raw ?? '')
  expect(text).toContain('You get this because you are a customer of Roast & Co.')
  expect(await inShop(shop, (db) => db.touch.count())).toBe(0)
})

test('a shop tests ten times a day at most: nobody writes to a stranger through it all day', async () => {
  const tomorrow = new Date(noon.getTime() + 86_400_000)
  const kinds: string[] = []
  for (let times = 0; times < 11; times += 1) kinds.push((await sendTest(shop, tomorrow)).kind)
  expect(kinds).toEqual([...Array(10).fill('sent'), 'too-often'])
  expect(mail.received).toHaveLength(10)
})

test('without such an address nothing is sent, and what the server refuses is said', async () => {
  await settings({})
  expect(await sendTest(shop, noon)).toEqual({ kind: 'no-address' })
  expect(mail.received).toEqual([])
  await settings({ sender: { replyTo: 'owner@roast.example' } })
  replies.recipient = { code: 550, words: '5.1.1 no' }
  expect(await sendTest(shop, noon)).toEqual({ kind: 'failed' })
  config().smtp = undefined
  expect(await sendTest(shop, noon)).toEqual({ kind: 'failed' })
})
