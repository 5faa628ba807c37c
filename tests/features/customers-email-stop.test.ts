import { beforeEach, expect, test } from 'vitest'
import { readCustomer } from '../../app/features/customers/read-customer.ts'
import { type Db, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { withCustomer } from '../support/story-of.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const prefers = (said: { channelsOff?: string[]; neverAt?: Date }) => (db: Db) =>
  db.preference.create({ data: { customerId: customer(1), updatedAt: noon, ...said } })
const stopped = (why: string) => (db: Db) =>
  db.channelStop.create({ data: { customerId: customer(1), channel: 'email', why, at: noon } })

test.each([
  ['what they said on their own page', 'own-word', prefers({ channelsOff: ['email'] })],
  ['that they want nothing at all', 'own-word', prefers({ neverAt: noon })],
  ['that messages came back', 'bounced', stopped('bounced')],
  ['that they called one spam', 'complained', stopped('complained')],
  ['nothing where other ways alone are off', undefined, prefers({ channelsOff: ['flow'] })],
])('a customer’s page tells %s beside what Shopify knows', async (_, emailStop, so) => {
  await inShop(shop, async (db) => {
    await withCustomer(db, 1, { emailConsent: 'subscribed' })
    await so(db)
  })
  const found = await inShop(shop, (db) => readCustomer(db, customer(1)))
  expect(found).toMatchObject({ customer: { emailConsent: 'subscribed' } })
  expect(found.kind === 'there' && found.customer.emailStop).toBe(emailStop)
})
