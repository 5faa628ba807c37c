import { beforeEach, describe, expect, test } from 'vitest'
import { makeToken, readTokens, revokeToken, whoAsks } from '../../app/features/shop/api-tokens.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
})

const form = { name: 'Till', scopes: ['journeys:start'] }
const make = (change: object = {}) => inShop(shop, (db) => makeToken(db, { ...form, ...change }, noon))

async function made(change: object = {}): Promise<string> {
  const answer = await make(change)
  if (answer.kind !== 'made') throw new Error('a token was to be made')
  return answer.token
}

const asks = (token: string, now = noon) => whoAsks(`Bearer ${token}`, now)

describe('a token', () => {
  test('opens its own shop, for what it was made for and nothing else', async () => {
    const token = await made({ scopes: ['journeys:start', 'admin', '__proto__'] })
    expect(await asks(token)).toEqual({ shop, scopes: ['journeys:start'] })
  })

  test('is nowhere kept: a dump of the table does not open anything', async () => {
    const token = await made()
    const { rows } = await acrossShops().query('select to_jsonb(t)::text as "row" from "ApiToken" t')
    expect(rows).toHaveLength(1)
    expect(rows[0].row).not.toContain(token)
    expect(rows[0].row).not.toContain(token.slice('encore_'.length))
    expect(await asks(JSON.parse(rows[0].row).hash)).toBeUndefined()
  })

  test('two of the same name differ', async () => {
    expect(await made()).not.toBe(await made())
  })

  test('that was revoked opens nothing, and is revoked once', async () => {
    const token = await made()
    const [listed] = await inShop(shop, readTokens)
    const id = listed?.id ?? ''
    expect(await inShop(otherShop, (db) => revokeToken(db, id, noon))).toBe(false)
    expect(await inShop(shop, (db) => revokeToken(db, id, noon))).toBe(true)
    expect(await inShop(shop, (db) => revokeToken(db, id, noon))).toBe(false)
    expect(await asks(token)).toBeUndefined()
    expect(await inShop(shop, readTokens)).toEqual([])
  })

  test('of a shop that has uninstalled the app opens nothing', async () => {
    const token = await made()
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    expect(await asks(token)).toBeUndefined()
  })

  test('says when it was last used, to the hour', async () => {
    const token = await made()
    expect((await inShop(shop, readTokens))[0]?.lastUsedAt).toBeUndefined()
    const halfPast = new Date(noon.getTime() + 30 * 60_000)
    await asks(token, halfPast)
    await asks(token, halfPast)
    expect((await inShop(shop, readTokens))[0]?.lastUsedAt).toEqual(noon)
  })

  test('is not seen by another shop', async () => {
    await made()
    expect(await inShop(otherShop, readTokens)).toEqual([])
  })
})

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Basic abc',
  'Bearer encore_',
  `Bearer encore_${'a'.repeat(43)}`,
])('nobody asks with "%s"', async (header) => {
  await made()
  expect(await whoAsks(header, noon)).toBeUndefined()
})

describe('a token is not made', () => {
  test.each([
    ['without a name', { name: '  ' }, 'name'],
    ['with a name that is no text', { name: null }, 'name'],
    ['with a name of 61 characters', { name: 'n'.repeat(61) }, 'name'],
    ['for nothing', { scopes: [] }, 'scopes'],
    ['for what does not exist', { scopes: ['everything'] }, 'scopes'],
  ])('%s', async (_, change, field) => {
    expect(await make(change)).toEqual({ kind: 'refused', field })
    expect(await inShop(shop, readTokens)).toEqual([])
  })

  test('when the shop has twenty in use', async () => {
    for (let count = 0; count < 20; count += 1) await make()
    expect(await make()).toEqual({ kind: 'refused', field: 'count', max: 20 })
  })
})
