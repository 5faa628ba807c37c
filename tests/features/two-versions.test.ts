import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { changeOffers } from '../../app/features/offers/change-offers.ts'
import { switchRule } from '../../app/features/offers/change-rules.ts'
import { readRule } from '../../app/features/offers/read-rule.ts'
import {
  readVersions,
  sentChange,
  stopVersions,
  tryVersions,
} from '../../app/features/offers/two-versions.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { product, withProduct } from '../support/offers.ts'

const database = withDatabase()
const definition: RuleDefinition = {
  placements: ['thank-you'],
  when: { kind: 'group', join: 'all', of: [] },
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
  headings: {},
  itemsMax: 1,
}

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query(`delete from pgboss.job where name = 'fill-code-pools'`)
  await withRule('rule', definition)
})

const withRule = (id: string, kept: RuleDefinition) =>
  inShop(shop, (db) =>
    db.rule.create({
      data: {
        id,
        name: id,
        position: 1,
        status: 'on',
        definition: JSON.parse(JSON.stringify(kept)),
        createdAt: noon,
        updatedAt: noon,
      },
    }),
  )
const less = sentChange('{"incentive":{"kind":"percentage","percent":10}}')
const start = (id: string, { change = less, ruleId = 'rule', of = shop } = {}) =>
  inShop(of, (db) => tryVersions(db, { id, ruleId, change }, noon))
const stop = (id: string, { ruleId = 'rule', of = shop } = {}) =>
  inShop(of, (db) => stopVersions(db, { id, ruleId }, noon))
const read = () =>
  inShop(shop, async (db) => {
    const rule = await readRule(db, 'rule')
    return rule && readVersions(db, rule, noon)
  })
const jobs = async () => {
  const { rows } = await acrossShops().query(`select data from pgboss.job where name = 'fill-code-pools'`)
  return rows.map(({ data }) => data)
}

describe('two versions of a rule', () => {
  test('differ by no amount in another currency than the shop’s', async () => {
    const off = (currency: string) =>
      sentChange(`{"incentive":{"kind":"amount","minor":500,"currency":"${currency}"}}`)
    expect(await start('one', { change: off('JPY') })).toEqual({ kind: 'refused', why: 'arms' })
    expect(await start('one', { change: off('EUR') })).toEqual({ kind: 'started', id: 'one' })
  })

  test('are the rule as it stands and one change, half and half, one test at a time', async () => {
    expect(await start('one')).toEqual({ kind: 'started', id: 'one' })
    expect(await start('two')).toEqual({ kind: 'refused', why: 'running-or-gone' })
    expect((await read())?.test).toMatchObject({
      id: 'one',
      status: 'running',
      arms: [
        { name: 'A', share: 1, change: {} },
        { name: 'B', share: 1, change: { incentive: { kind: 'percentage', percent: 10 } } },
      ],
    })
  })

  test('have names for what only the other version offers', async () => {
    await inShop(shop, (db) => withProduct(db, 1))
    await start('one', { change: { result: { kind: 'products', productIds: [product(1)] } } })
    expect(Object.keys((await read())?.titles ?? {})).toEqual([product(1)])
  })

  test('are stopped once, and can be tried again', async () => {
    await start('one')
    expect(await stop('one', { ruleId: 'other' })).toEqual({ kind: 'refused', why: 'not-running' })
    expect(await stop('one')).toEqual({ kind: 'stopped' })
    expect(await stop('one')).toEqual({ kind: 'refused', why: 'not-running' })
    expect((await read())?.test).toMatchObject({ status: 'ended', endedBy: 'person' })
    expect(await start('two')).toEqual({ kind: 'started', id: 'two' })
  })

  test('of another shop can be neither started nor stopped, as ones that never were', async () => {
    await start('one')
    const gone = { kind: 'refused', why: 'running-or-gone' }
    expect(await start('two', { of: otherShop })).toEqual(gone)
    expect(await start('two', { of: otherShop, ruleId: 'never' })).toEqual(gone)
    expect(await stop('one', { of: otherShop })).toEqual({ kind: 'refused', why: 'not-running' })
    expect((await read())?.test?.status).toBe('running')
  })

  test('are refused for a rule that offers nothing, which nobody is shown', async () => {
    await withRule('nothing', { ...definition, result: { kind: 'nothing' } })
    expect(await start('one', { ruleId: 'nothing' })).toEqual({ kind: 'refused', why: 'arms' })
  })
})

test('a form says exactly one change that fits', () => {
  expect(less).toEqual({ incentive: { kind: 'percentage', percent: 10 } })
  expect(sentChange('{"headings":{"en":"One more thing"}}')).toEqual({ headings: { en: 'One more thing' } })
  for (const unfit of [
    null,
    '',
    '{',
    '[]',
    '{}',
    '{"name":"x"}',
    '{"incentive":{"kind":"percentage","percent":0}}',
    '{"result":{"kind":"nothing"}}',
    '{"result":{"kind":"encore"},"headings":{}}',
    `{"headings":{"en":"${'x'.repeat(81)}"}}`,
    `{"headings":{"en":"${'x'.repeat(30_000)}"}}`,
  ])
    expect(sentChange(unfit), String(unfit).slice(0, 60)).toBeUndefined()
})

test('a change of rules or tests puts the shop in line for its codes once, and a refusal does not', async () => {
  await changeOffers(shop, (db) => tryVersions(db, { id: 'one', ruleId: 'never', change: less }, noon))
  expect(await jobs()).toEqual([])
  await changeOffers(shop, (db) => tryVersions(db, { id: 'one', ruleId: 'rule', change: less }, noon))
  await changeOffers(shop, (db) => switchRule(db, 'rule', 'on', noon))
  expect(await jobs()).toEqual([{ shop }])
})
