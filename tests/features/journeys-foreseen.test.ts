import { describe, expect, test } from 'vitest'
import { sendingChannels } from '../../app/channels/all.ts'
import type { ChannelKind, OutgoingMessage } from '../../app/channels/channel.ts'
import { enrollWaiting } from '../../app/features/journeys/enroll-waiting.ts'
import { learnRhythms } from '../../app/features/journeys/learn-rhythms.ts'
import { previewMessage } from '../../app/features/messages/preview-message.ts'
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { countJobs } from '../../app/platform/queue.server.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, order, product, withProduct } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { aLine } from '../support/payloads.ts'
import {
  aDefinition,
  aMessage,
  days,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

const hello = [aMessage('hello', { template: 'birthday', topic: 'thanks' })]

async function withBirthday(n: number, birthday: string): Promise<void> {
  await withCustomer(n)
  await inShop(shop, (db) =>
    db.preference.create({ data: { customerId: customer(n), birthday, updatedAt: noon } }),
  )
}

/** An order of coffee, or of whatever else, told when it was placed. */
async function coffee(id: number, n: number, at: Date, goods: readonly number[] = [1]): Promise<void> {
  await payOrder({ id, line_items: goods.map((each) => aLine(each)) }, { by: n, at })
}

/** Ten people who buy coffee every 30 days, the last time at noon; the first buys `more` with it. */
async function withRegulars(more: readonly number[] = []): Promise<void> {
  await inShop(shop, async (db) => {
    for (const each of [1, ...more]) await withProduct(db, each, { title: `Product ${each}` })
  })
  for (let n = 1; n <= 10; n += 1) await withCustomer(n, { createdAt: days(-200) })
  for (let time = 0; time <= 5; time += 1)
    for (let n = 1; n <= 10; n += 1)
      await coffee(100 * n + time, n, days(30 * (time - 5)), n === 1 ? [1, ...more] : [1])
  await learnRhythms(shop, days(0))
}

const told = { kind: 'not-entered', why: 'told-together' }
const ofFirst = async () => (await walks()).filter(({ customerId }) => customerId === customer(1))

/** Email that keeps what it is given. */
function aChannel(sent: OutgoingMessage[]): ChannelKind {
  return {
    ...sendingChannels.email,
    isConnected: () => true,
    async send(message) {
      sent.push(message)
      return { providerId: 'p' }
    },
  }
}

describe('a birthday', () => {
  test('of customers who were there before is waited for, and comes again each year', async () => {
    await withBirthday(7, '06-20')
    await withBirthday(8, '02-29')
    await withCustomer(9)
    await withJourney('j', aDefinition({ trigger: { kind: 'birthday', daysBefore: 0 }, steps: hello }))
    expect((await countJobs('enroll-waiting')).waiting).toBe(1)
    for (const _ of [1, 2]) await enrollWaiting(shop, { journeyId: 'j' }, noon)
    const at = new Date('2026-06-20T07:00:00Z')
    const leap = new Date('2027-02-28T08:00:00Z')
    expect((await walks()).map(({ customerId, dueAt }) => [customerId, dueAt])).toEqual([
      [customer(7), at],
      [customer(8), leap],
    ])
    await walkAll(new Date(at.getTime() - 1))
    expect(await touches()).toEqual([])
    await walkAll(at)
    expect(await touches()).toMatchObject([{ customerId: customer(7), wishedAt: at }])
    const next = (await walks()).find(({ key }) => key.endsWith('2027') && key.includes('/7/'))
    expect(next).toMatchObject({ status: 'entering', dueAt: new Date('2027-06-20T07:00:00Z') })
  })

  test('that they no longer tell begins nothing, and nobody of another shop waits', async () => {
    await withBirthday(7, '06-20')
    await withJourney('j', aDefinition({ trigger: { kind: 'birthday', daysBefore: 0 }, steps: hello }))
    await enrollWaiting(otherShop, { journeyId: 'j' }, noon)
    expect(await walks(otherShop)).toEqual([])
    await enrollWaiting(shop, { journeyId: 'j' }, noon)
    await inShop(shop, (db) => db.preference.updateMany({ data: { birthday: null } }))
    await walkAll(days(30))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'no-longer-due' }])
    expect(await touches()).toEqual([])
  })
})

describe('something that runs out', () => {
  test('is foreseen from the customer’s own rhythm, and counts anew when it is bought before', async () => {
    await withRegulars()
    const trigger = { kind: 'replenishment-due', productId: undefined, leadDays: 3 } as const
    await withJourney('j', aDefinition({ trigger, steps: [aMessage('soon', { template: 'running-out' })] }))
    await enrollWaiting(shop, { journeyId: 'j' }, days(1))
    const found = await walks()
    expect(found).toHaveLength(10)
    for (const { dueAt, productId } of found) {
      expect(productId).toBe(product(1))
      expect(Math.abs((dueAt?.getTime() ?? 0) - days(27).getTime()) / 86_400_000).toBeLessThan(4)
    }
    // One buys early: the day that was foreseen is none any more, another is.
    await coffee(9_001, 1, days(20))
    await walkAll(days(36))
    const ofFirst = (await walks()).filter(({ customerId }) => customerId === customer(1))
    expect(ofFirst.map(({ orderId, status, endedWhy }) => [orderId, status, endedWhy])).toEqual([
      [order(105), 'ended', 'no-longer-due'],
      [order(9_001), 'entering', null],
    ])
    expect(await touches()).toHaveLength(9)
  }, 120_000)

  test('with other things is one walk and one message that tells of all, whichever orders they are of', async () => {
    await withRegulars([2])
    // What they buy on other days, but as often, counts from orders of its own.
    for (let time = 0; time <= 5; time += 1) await coffee(9_000 + time, 1, days(30 * (time - 5) - 2), [3])
    await inShop(shop, (db) => withProduct(db, 3, { title: 'Product 3' }))
    await learnRhythms(shop, days(0))
    const trigger = { kind: 'replenishment-due', productId: undefined, leadDays: 3 } as const
    await withJourney('j', aDefinition({ trigger, steps: [aMessage('soon', { template: 'running-out' })] }))
    for (const _ of [1, 2]) await enrollWaiting(shop, { journeyId: 'j' }, days(1))
    expect((await ofFirst()).map(({ productId }) => productId).sort()).toEqual([1, 2, 3].map(product))
    const sent: OutgoingMessage[] = []
    // Each day is looked at on its own, as it comes.
    for (let day = 20; day <= 40; day += 1) {
      await walkAll(days(day))
      await sendTouches(shop, { now: () => days(day), channels: { email: aChannel(sent) } })
    }
    const found = await ofFirst()
    expect(found.filter(({ enteredAt }) => enteredAt)).toHaveLength(1)
    const others = found.filter(({ enteredAt }) => !enteredAt)
    expect(others.map(({ steps: [entry] }) => entry?.passed)).toEqual([told, told])
    const [message, none] = sent.filter((each) => each.customer.id === customer(1))
    expect(none).toBeUndefined()
    for (const each of [1, 2, 3]) expect(message?.text).toContain(`Product ${each}`)
    const variants = message?.buttonUrl?.split('/cart/')[1]?.split(',').sort()
    expect(variants).toEqual(['10:1', '20:1', '30:1'])
    expect(sent.find((each) => each.customer.id === customer(2))?.buttonUrl).toMatch(/\/cart\/10:1$/)
  }, 120_000)

  test('is seen in the preview as it would be told, or alone where the trigger names it', async () => {
    await withRegulars([2])
    const content = { kind: 'message', template: 'running-out', texts: {} } as const
    const subjectFor = async (productId: ReturnType<typeof product> | undefined) => {
      const trigger = { kind: 'replenishment-due', productId, leadDays: 3 }
      const question = {
        content,
        trigger,
        customerId: customer(1),
        language: 'en',
        isOwnLanguage: false,
      } as const
      return (await inShopHot(shop, (db) => previewMessage(db, question, days(5))))?.subject
    }
    expect(await subjectFor(undefined)).toBe('Enough of Product 1 and Product 2 left?')
    expect(await subjectFor(product(2))).toBe('Enough of Product 2 left?')
  }, 120_000)

  test('says nothing before the shop’s past was learnt', async () => {
    await withCustomer(1, { createdAt: days(-200) })
    for (let time = 0; time < 4; time += 1) await coffee(100 + time, 1, days(30 * (time - 4)))
    await withJourney(
      'j',
      aDefinition({ trigger: { kind: 'replenishment-due', productId: undefined, leadDays: 3 } }),
    )
    await enrollWaiting(shop, { journeyId: 'j' }, noon)
    expect(await walks()).toEqual([])
  }, 60_000)
})

describe('who goes quiet', () => {
  test('is met once, unless they order before', async () => {
    await withRegulars()
    await withJourney('j', aDefinition({ trigger: { kind: 'quiet' }, steps: [aMessage('miss')] }))
    await enrollWaiting(shop, { journeyId: 'j' }, days(1))
    const [first] = await walks()
    expect(first?.dueAt?.getTime()).toBeGreaterThan(days(31).getTime())
    expect(first?.dueAt?.getTime()).toBeLessThan(days(90).getTime())
    await coffee(9_001, 1, days(20))
    await walkAll(days(95))
    await walkAll(days(200))
    const said = (await touches()).map(({ customerId, orderId }) => `${customerId} ${orderId}`)
    expect(new Set(said).size).toBe(said.length)
    expect(said).not.toContain(`${customer(1)} ${order(105)}`)
    expect(said).toContain(`${customer(1)} ${order(9_001)}`)
  }, 120_000)
})
