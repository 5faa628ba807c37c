import { beforeEach, describe, expect, test } from 'vitest'
import { carryOutAct } from '../../app/features/journeys/carry-out-act.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { Broken } from '../../app/platform/errors.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { payOrder } from '../support/pay-order.ts'
import { visit, withStandIn } from '../support/stand-in.ts'
import { aDefinition, walkAll, withJourney, withWalks } from '../support/walks.ts'

withWalks()
const shopify = withStandIn({ customers: 5, days: 20 })
beforeEach(async () => {
  await acrossShops().query(`delete from pgboss.job where name = 'carry-out-act'`)
  await inShop(shop, (db) => db.shop.deleteMany())
  const { scopes } = await visit(shopify.world)
  await installShop({ shop, scopes }, noon)
})

const someone = () => shopify.world.customers()[0] ?? expect.fail('the stand-in has customers')

/** Has somebody of the stand-in walk these steps, and returns what is to be done outside. */
async function walk(steps: object[]): Promise<{ enrollmentId: string; stepId: string }[]> {
  const id = Number(someone().id.replace(/^.*\//, ''))
  await withJourney('j', aDefinition({ steps }))
  await payOrder({ customer: { id, email: 'a@example.com' } })
  await walkAll(noon)
  const { rows } = await acrossShops().query<{ data: { enrollmentId: string; stepId: string } }>(
    `select "data" from pgboss.job where name = 'carry-out-act' order by "data" ->> 'stepId'`,
  )
  return rows.map(({ data: { enrollmentId, stepId } }) => ({ enrollmentId, stepId }))
}

describe('a step that does something outside', () => {
  test('gives a tag and takes one, once also when it is carried out twice', async () => {
    shopify.world.updateCustomer(someone().id, { tags: ['old', 'other'] })
    const acts = await walk([
      { id: 'give', kind: 'tag', tag: 'regular', isAdded: true },
      { id: 'take', kind: 'tag', tag: 'OLD', isAdded: false },
    ])
    expect(acts.map(({ stepId }) => stepId)).toEqual(['give', 'take'])
    for (const act of [...acts, ...acts]) await carryOutAct(shop, act)
    expect(someone().tags).toEqual(['other', 'regular'])
  })

  test('tells Shopify Flow, and of somebody who is gone nothing', async () => {
    const acts = await walk([{ id: 'tell', kind: 'flow', name: 'Send a card' }])
    const told = () => shopify.world.log.recent().filter(({ text }) => text.includes('journey-step')).length
    const before = told()
    for (const act of acts) await carryOutAct(shop, act)
    expect(told()).toBe(before + 1)
    await inShop(shop, (db) => db.customer.updateMany({ data: { deletedAt: noon } }))
    for (const act of acts) await carryOutAct(shop, act)
    expect(told()).toBe(before + 1)
  })

  test.each([
    ['as of a kind that nobody carries out', { kind: 'sent-pigeon' }],
    ['as of a kind that every object has', { kind: 'constructor' }],
    ['as what does nothing outside', { kind: 'waited', how: 'time' }],
    ['without what it needs', { kind: 'tagged', tag: 'vip' }],
  ])('that was kept %s is not taken for done: its job fails and is tried again', async (_, passed) => {
    const acts = await walk([{ id: 'tell', kind: 'flow', name: 'Send a card' }])
    await inShop(shop, (db) => db.enrollmentStep.updateMany({ where: { stepId: 'tell' }, data: { passed } }))
    expect(acts).toHaveLength(1)
    for (const act of acts) await expect(carryOutAct(shop, act)).rejects.toBeInstanceOf(Broken)
  })
})
