import { beforeEach, describe, expect, test } from 'vitest'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import {
  duplicateRule,
  moveRule,
  removeRule,
  restoreRule,
  switchRule,
} from '../../app/features/offers/change-rules.ts'
import { readRule } from '../../app/features/offers/read-rule.ts'
import { readRules } from '../../app/features/offers/read-rules.ts'
import { saveRule } from '../../app/features/offers/save-rule.ts'
import { acrossShops, type Db, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { coffeeRule as definition } from '../support/rules.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const ids = ['a', 'b', 'c'].map((each) => `${each.repeat(8)}-0000-4000-8000-000000000000`)
const [first = '', second = '', third = ''] = ids
const save = (id: string, changed: Partial<RuleDefinition> = {}, version?: number) =>
  inShop(shop, (db) =>
    saveRule(db, id, { name: `Rule ${id[0]}`, definition: { ...definition, ...changed }, version }, noon),
  )
const read = (of = shop) => inShop(of, (db) => readRules(db, noon))
const order3 = async () => (await read()).rules.map(({ id }) => id)
const doing = <Result>(work: (db: Db) => Promise<Result>) => inShop(shop, work)

describe('saving a rule', () => {
  test('keeps a new one as a draft behind the others, and sending it twice keeps one', async () => {
    await save(second)
    expect(await save(first)).toEqual({ kind: 'saved', id: first, version: 1 })
    await save(first)
    expect(await order3()).toEqual([second, first])
    expect((await read()).rules[1]).toMatchObject({ status: 'draft', version: 1, definition })
  })

  test('makes a new version of what changed, and none of what did not', async () => {
    await save(first)
    expect(await save(first, {}, 1)).toMatchObject({ version: 1 })
    expect(await save(first, { itemsMax: 2 }, 1)).toMatchObject({ kind: 'saved', version: 2 })
  })

  test('writes nothing over that somebody saved meanwhile', async () => {
    await save(first)
    await save(first, { itemsMax: 2 }, 1)
    expect(await save(first, { itemsMax: 3 }, 1)).toEqual({ kind: 'refused', why: 'changed-meanwhile' })
    expect((await doing((db) => readRule(db, first)))?.definition?.itemsMax).toBe(2)
  })

  test('refuses what does not fit, has no name or is not there', async () => {
    const sent = { name: ' ', definition, version: undefined }
    expect(await doing((db) => saveRule(db, first, sent, noon))).toEqual({ kind: 'refused', why: 'no-name' })
    const unfit = { name: 'x', definition: undefined, version: undefined }
    expect(await doing((db) => saveRule(db, first, unfit, noon))).toEqual({ kind: 'refused', why: 'unfit' })
    expect(await save(first, {}, 4)).toEqual({ kind: 'refused', why: 'not-there' })
    expect(await order3()).toEqual([])
  })

  test('takes an amount in the currency of the shop alone, also for the second offer', async () => {
    const yen = { kind: 'amount', minor: 500, currency: 'JPY' } as const
    const foreign = { kind: 'refused', why: 'other-currency' }
    expect(await save(first, { incentive: yen })).toEqual(foreign)
    expect(await save(first, { second: { incentive: yen } })).toEqual(foreign)
    expect(await order3()).toEqual([])
    expect(await save(first, { incentive: { ...yen, currency: 'EUR' } })).toMatchObject({ kind: 'saved' })
    await doing((db) => db.shop.updateMany({ data: { currency: null } }))
    expect(await save(second, { incentive: yen })).toEqual(foreign)
  })
})

describe('the order of rules', () => {
  beforeEach(async () => {
    for (const id of ids) await save(id)
  })

  test('follows where a rule is moved, beyond the last it becomes the last', async () => {
    await doing((db) => moveRule(db, third, 0))
    expect(await order3()).toEqual([third, first, second])
    await doing((db) => moveRule(db, third, 99))
    expect(await order3()).toEqual([first, second, third])
  })

  test('holds every rule once when several are moved at the same time', async () => {
    await Promise.all([first, second, third].map((id, at) => doing((db) => moveRule(db, id, 2 - at))))
    expect((await order3()).sort()).toEqual(ids)
  })

  test('has a duplicate as a draft right behind the rule it is of', async () => {
    await doing((db) => switchRule(db, first, 'on', noon))
    const copy = { copyId: 'copy', nameOf: (name: string) => `Copy of ${name}`, now: noon }
    await doing((db) => duplicateRule(db, first, copy))
    expect(await order3()).toEqual([first, 'copy', second, third])
    expect((await read()).rules[1]).toMatchObject({ name: 'Copy of Rule a', status: 'draft', definition })
  })

  test('has a removed rule back where it was, in the state it had', async () => {
    await doing((db) => switchRule(db, second, 'on', noon))
    expect(await doing((db) => removeRule(db, second, noon))).toEqual({ kind: 'changed' })
    expect(await doing((db) => removeRule(db, second, noon))).toEqual({ kind: 'refused', why: 'not-there' })
    expect(await order3()).toEqual([first, third])
    expect(await doing((db) => readRule(db, second))).toBeUndefined()
    for (const _ of ['once', 'twice'])
      expect(await doing((db) => restoreRule(db, second, 'on', noon))).toEqual({ kind: 'changed' })
    expect(await order3()).toEqual([first, second, third])
    expect((await read()).rules[1]?.status).toBe('on')
  })

  test("is another shop's own: what is done to a rule from there finds none", async () => {
    const there = <Result>(work: (db: Db) => Promise<Result>) => inShop(otherShop, work)
    const none = { kind: 'refused', why: 'not-there' }
    expect((await read(otherShop)).rules).toEqual([])
    expect(await there((db) => moveRule(db, first, 1))).toEqual(none)
    expect(await there((db) => switchRule(db, first, 'on', noon))).toEqual(none)
    expect(await there((db) => removeRule(db, first, noon))).toEqual(none)
    expect(await there((db) => restoreRule(db, first, 'on', noon))).toEqual(none)
    expect(await there((db) => readRule(db, first))).toBeUndefined()
  })
})

test('a rule that cannot be read is listed without its definition and cannot be turned on', async () => {
  await save(first)
  await acrossShops().query(`update "Rule" set "definition" = '{"later":true}'`)
  expect((await read()).rules[0]?.definition).toBeUndefined()
  expect(await doing((db) => switchRule(db, first, 'on', noon))).toEqual({ kind: 'refused', why: 'unfit' })
})
