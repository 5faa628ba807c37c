import { beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../app/platform/errors.ts'
import { createSlots } from '../../app/platform/slots.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { sessionsWith, withSessionLock } from '../../app/store/sessions.server.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { anOfflineSession } from '../support/sessions.ts'

const database = withDatabase()

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) })
const sessions = sessionsWith(() => [key('k1', 1)])
const id = `offline_${shop}`

beforeEach(() => emptyDatabase(database.url))

async function rows(): Promise<{ shopId: string; id: string; sealed: Buffer }[]> {
  const { rows: found } = await acrossShops().query(
    'select "shopId", id, sealed from "Session" order by "shopId"',
  )
  return found
}

describe('a kept session', () => {
  test('comes back as it was', async () => {
    const session = anOfflineSession()
    expect(await sessions.storeSession(session)).toBe(true)
    expect((await sessions.loadSession(id))?.toObject()).toEqual(session.toObject())
    expect((await sessions.findSessionsByShop(shop)).map((one) => one.id)).toEqual([id])
    expect(await sessions.findSessionsByShop(otherShop)).toEqual([])
  })

  test('stored twice is one row, the later', async () => {
    await sessions.storeSession(anOfflineSession())
    await sessions.storeSession(anOfflineSession({ accessToken: 'shpat_later' }))
    expect((await rows()).length).toBe(1)
    expect((await sessions.loadSession(id))?.accessToken).toBe('shpat_later')
  })

  test('stored by eight first visits at once is one row, and none of them fails', async () => {
    const visits = Array.from({ length: 8 }, () => sessions.storeSession(anOfflineSession()))
    expect(await Promise.all(visits)).toEqual(Array(8).fill(true))
    expect((await rows()).length).toBe(1)
  })

  test('leaves no token in the database for a dump to show', async () => {
    await sessions.storeSession(anOfflineSession())
    const { rows: dump } = await acrossShops().query<{ text: string }>(
      `select "shopId" || id || encode(sealed, 'escape') || encode(sealed, 'base64') as text from "Session"`,
    )
    expect(dump.length).toBe(1)
    for (const secret of ['canary', btoa('shpat_canary').slice(0, 12)])
      expect(dump[0]?.text).not.toContain(secret)
  })

  test('sealed twice gives different bytes', async () => {
    await sessions.storeSession(anOfflineSession())
    const [first] = await rows()
    await sessions.storeSession(anOfflineSession())
    const [second] = await rows()
    expect(first?.sealed.equals(second?.sealed ?? Buffer.alloc(0))).toBe(false)
  })

  test('moved to another shop does not open', async () => {
    await sessions.storeSession(anOfflineSession())
    await sessions.storeSession(anOfflineSession({ shop: otherShop }))
    await acrossShops().query(
      `update "Session" a set sealed = b.sealed from "Session" b where a."shopId" <> b."shopId"`,
    )
    expect(await sessions.loadSession(id)).toBeUndefined()
    expect(await sessions.loadSession(`offline_${otherShop}`)).toBeUndefined()
  })

  test('moved to another id of the same shop does not open', async () => {
    await sessions.storeSession(anOfflineSession())
    await acrossShops().query(`update "Session" set id = $1`, [`${shop}_42`])
    expect(await sessions.loadSession(`${shop}_42`)).toBeUndefined()
  })

  test.each([0, 1, 2, 8, 20, 40, -1])('changed in byte %s does not open', async (at) => {
    await sessions.storeSession(anOfflineSession())
    const [row] = await rows()
    const changed = Buffer.from(row?.sealed ?? [])
    const index = at < 0 ? changed.length + at : at
    changed[index] = (changed[index] ?? 0) ^ 1
    await acrossShops().query(`update "Session" set sealed = $1`, [changed])
    expect(await sessions.loadSession(id)).toBeUndefined()
  })

  test('cut short does not open', async () => {
    await sessions.storeSession(anOfflineSession())
    for (const length of [0, 1, 3, 20]) {
      await acrossShops().query(`update "Session" set sealed = substring(sealed from 1 for $1)`, [length])
      expect(await sessions.loadSession(id)).toBeUndefined()
    }
  })

  test('cannot be kept under an id that names another shop', async () => {
    const session = anOfflineSession({ shop: otherShop })
    session.shop = shop
    expect(await sessions.storeSession(session)).toBe(false)
    expect(await rows()).toEqual([])
  })

  test('is deleted by its id, in its shop alone', async () => {
    await sessions.storeSession(anOfflineSession())
    await sessions.storeSession(anOfflineSession({ shop: otherShop }))
    await sessions.deleteSession(id)
    expect((await rows()).map((row) => row.shopId)).toEqual([otherShop])
    expect(await inShop(shop, (db) => db.session.count())).toBe(0)
  })

  test.each(['', 'offline_', "offline_x' or 1=1", 'offline_evil.example', 'nonsense'])(
    'is not there for an id that names no shop: %s',
    async (nonsense) => {
      expect(await sessions.loadSession(nonsense)).toBeUndefined()
    },
  )
})

describe('rotating the key', () => {
  test('opens what the old key sealed and seals it anew with the newest', async () => {
    await sessions.storeSession(anOfflineSession())
    const rotating = sessionsWith(() => [key('k2', 2), key('k1', 1)])
    expect((await rotating.loadSession(id))?.accessToken).toBe('shpat_canary-access')
    const after = sessionsWith(() => [key('k2', 2)])
    expect((await after.loadSession(id))?.accessToken).toBe('shpat_canary-access')
  })

  test('makes a session whose key was removed too early as good as not there, so that a new token is asked for', async () => {
    await sessions.storeSession(anOfflineSession())
    const hasty = sessionsWith(() => [key('k2', 2)])
    expect(await hasty.loadSession(id)).toBeUndefined()
    await hasty.storeSession(anOfflineSession({ accessToken: 'shpat_new' }))
    expect((await hasty.loadSession(id))?.accessToken).toBe('shpat_new')
  })

  test('does not open with another key that has the same id', async () => {
    await sessions.storeSession(anOfflineSession())
    expect(await sessionsWith(() => [key('k1', 9)]).loadSession(id)).toBeUndefined()
  })
})

describe('the lock of a shop', () => {
  test('lets one in at a time', async () => {
    let running = 0
    const work = async () => {
      running += 1
      await acrossShops().query('select 1')
      expect(running).toBe(1)
      running -= 1
    }
    await Promise.all(Array.from({ length: 5 }, () => withSessionLock(shop, work)))
  })

  test('takes few connections at once, however many shops want theirs', async () => {
    let most = 0
    const work = async () => {
      const { rows: found } = await acrossShops().query<{ count: number }>(
        `select count(*)::int from pg_stat_activity where query like 'select pg_advisory_lock%' and pid <> pg_backend_pid()`,
      )
      most = Math.max(most, found[0]?.count ?? 0)
    }
    const shops = Array.from({ length: 40 }, (_, index) => `shop-${index}.myshopify.com`)
    await Promise.all(shops.map((each) => withSessionLock(each, work)))
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(8)
  })

  test('is not waited for without end', async () => {
    const inSlot = createSlots({ slots: 1, waitMs: 20 })
    let finish = () => {}
    const first = inSlot(() => new Promise<void>((done) => (finish = done)))
    await expect(inSlot(async () => 'never')).rejects.toBeInstanceOf(Unavailable)
    finish()
    await first
    expect(await inSlot(async () => 'free again')).toBe('free again')
  })
})
