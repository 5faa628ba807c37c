import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importKinds } from '../../app/domain/setup.ts'
import { handOnExport } from '../../app/features/shop/hand-on-export.ts'
import { importAgain } from '../../app/features/shop/import-again.ts'
import { readSettings } from '../../app/features/shop/read-settings.ts'
import {
  saveBudget,
  saveLetterhead,
  saveMargin,
  saveSettings,
} from '../../app/features/shop/save-settings.ts'
import { countJobs, startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { daysBefore } from '../support/story-of.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query('delete from pgboss.job')
})

const save = (deliveriesKeptDays: unknown) => inShop(shop, (db) => saveSettings(db, { deliveriesKeptDays }))
const stored = async () => (await inShop(shop, (db) => db.shop.findFirst()))?.settings

describe('saving settings', () => {
  beforeEach(() => inShop(shop, (db) => db.shop.updateMany({ data: { settings: { later: true } } })))

  test('keeps what was chosen beside what a later version knows, for this shop alone', async () => {
    expect(await save('14')).toEqual({ kind: 'saved' })
    expect(await save('14')).toEqual({ kind: 'saved' })
    expect(await stored()).toEqual({ later: true, deliveriesKeptDays: 14 })
    expect((await inShop(shop, readSettings)).settings.deliveriesKeptDays).toBe(14)
    expect((await inShop(otherShop, readSettings)).settings.deliveriesKeptDays).toBe(30)
  })

  test('refuses what is not among the choices, and changes nothing', async () => {
    for (const value of ['8', '', null, '14; drop'])
      expect(await save(value)).toEqual({ kind: 'refused', field: 'deliveriesKeptDays' })
    expect(await stored()).toEqual({ later: true })
  })
})

describe('saving costs', () => {
  const form = { feePercent: '1.4', feeFixed: '0.25', shippingShare: '3.90', floor: '3' }
  const costs = { feePercent: 1.4, feeFixedMinor: 25, shippingShareMinor: 390, floorMinor: 300 }

  test('keeps all four beside the other settings', async () => {
    await save('14')
    expect(await inShop(shop, (db) => saveMargin(db, form))).toEqual({ kind: 'saved' })
    const { settings, currency } = await inShop(shop, readSettings)
    expect(settings).toMatchObject({ deliveriesKeptDays: 14, margin: costs })
    expect(currency).toBe('EUR')
  })

  test('refuses all when one does not fit, and says which', async () => {
    const before = await stored()
    const refused = await inShop(shop, (db) => saveMargin(db, { ...form, floor: '-1', feePercent: '' }))
    expect(refused).toEqual({ kind: 'refused', fields: ['feePercent', 'floor'] })
    expect(await stored()).toEqual(before)
  })

  test('how long decisions are kept is chosen by itself', async () => {
    await save('14')
    const keep = (decisionsKeptDays: unknown) => inShop(shop, (db) => saveSettings(db, { decisionsKeptDays }))
    expect(await keep('30')).toEqual({ kind: 'saved' })
    expect(await keep('31')).toEqual({ kind: 'refused', field: 'decisionsKeptDays' })
    expect((await inShop(shop, readSettings)).settings).toMatchObject({
      deliveriesKeptDays: 14,
      decisionsKeptDays: 30,
    })
  })
})

describe('importing again', () => {
  const again = () => inShop(shop, (db) => importAgain(db, shop, noon))

  test('begins every kind from nothing and puts it in line', async () => {
    await inShop(shop, (db) =>
      db.importRun.create({
        data: { kind: 'orders', status: 'done', recordsKept: 9, startedAt: daysBefore(3), updatedAt: noon },
      }),
    )
    expect(await again()).toEqual({ kind: 'begun' })
    const { imports } = await inShop(shop, readSettings)
    expect(imports.map(({ status, kept }) => [status, kept])).toEqual(Array(4).fill(['waiting', 0]))
    expect((await countJobs('import-history')).waiting).toBe(4)
  })

  test('is refused while one is under way', async () => {
    await inShop(shop, (db) =>
      db.importRun.create({
        data: { kind: 'orders', status: 'reading', recordsKept: 9, startedAt: noon, updatedAt: noon },
      }),
    )
    expect(await again()).toEqual({ kind: 'refused', why: 'running' })
    expect((await inShop(shop, (db) => db.importRun.findFirst()))?.recordsKept).toBe(9)
  })

  test.each([
    ['for the first time', false],
    ['after an import', true],
  ])('pressed several times at once %s begins once and fails for nobody', async (_name, isAgain) => {
    if (isAgain)
      await inShop(shop, (db) =>
        db.importRun.createMany({
          data: importKinds.map((kind) => ({
            kind,
            status: 'done' as const,
            recordsKept: 9,
            bulkOperationId: 'gid://shopify/BulkOperation/1',
            endedAt: noon,
            error: 'orders-of-60-days',
            startedAt: daysBefore(3),
            updatedAt: noon,
          })),
        }),
      )
    const answers = await Promise.all([again(), again(), again(), again()])
    expect(answers.filter(({ kind }) => kind === 'begun')).toHaveLength(1)
    expect(await inShop(shop, (db) => db.importRun.findMany({ orderBy: { kind: 'asc' } }))).toMatchObject(
      [...importKinds].sort().map((kind) => ({
        kind,
        status: 'waiting',
        recordsKept: 0,
        bulkOperationId: null,
        endedAt: null,
        error: null,
        startedAt: noon,
      })),
    )
    expect((await countJobs('import-history')).waiting).toBe(4)
  })

  test('says when Shopify told recent orders only', async () => {
    expect((await inShop(shop, readSettings)).hasRecentOrdersOnly).toBe(false)
    await inShop(shop, (db) =>
      db.importRun.create({
        data: {
          kind: 'orders',
          status: 'done',
          error: 'orders-of-60-days',
          startedAt: noon,
          updatedAt: noon,
        },
      }),
    )
    expect((await inShop(shop, readSettings)).hasRecentOrdersOnly).toBe(true)
  })
})

describe("a customer's export", () => {
  const take = (id: string, now = noon, of = shop) => inShop(of, (db) => handOnExport(db, id, now))
  const request = { topic: 'customers/data_request', receivedAt: daysBefore(2) }

  beforeEach(() =>
    inShop(shop, async (db) => {
      await db.complianceRequest.create({
        data: { ...request, id: 'ready', status: 'done', completedAt: daysBefore(1), export: { orders: [] } },
      })
      await db.complianceRequest.create({ data: { ...request, id: 'being-made' } })
      await db.complianceRequest.create({
        data: { ...request, id: 'redacted', topic: 'customers/redact', status: 'done' },
      })
    }),
  )

  test('may be taken again and again; when it was first taken is remembered', async () => {
    expect(await take('ready', daysBefore(1))).toEqual({ kind: 'there', export: { orders: [] } })
    expect(await take('ready', noon)).toEqual({ kind: 'there', export: { orders: [] } })
    const { requests } = await inShop(shop, readSettings)
    expect(requests.find(({ id }) => id === 'ready')).toMatchObject({
      hasExport: true,
      handedOnAt: daysBefore(1),
    })
  })

  test('is not there while it is made, for other requests, or for another shop', async () => {
    for (const id of ['being-made', 'redacted', 'never'])
      expect(await take(id)).toEqual({ kind: 'not-there' })
    expect(await take('ready', noon, otherShop)).toEqual({ kind: 'not-there' })
    expect((await inShop(otherShop, readSettings)).requests).toEqual([])
  })
})

describe('saving how often and when customers may be contacted', () => {
  const form = {
    weekMax: '1',
    monthMax: '4',
    quietFromHour: '20',
    quietUntilHour: '10',
    helpFirstDays: '14',
    holdoutPercent: '5',
  }

  test('keeps all of it beside the other settings, or nothing', async () => {
    await save('14')
    expect(await inShop(shop, (db) => saveBudget(db, form))).toEqual({ kind: 'saved' })
    const budget = { weekMax: 1, monthMax: 4, quietFromHour: 20, quietUntilHour: 10, helpFirstDays: 14 }
    const kept = { deliveriesKeptDays: 14, budget, holdoutPercent: 5 }
    expect((await inShop(shop, readSettings)).settings).toMatchObject(kept)
    const refused = await inShop(shop, (db) => saveBudget(db, { ...form, weekMax: '5', quietFromHour: '24' }))
    expect(refused).toEqual({ kind: 'refused', fields: ['quietFromHour', 'monthMax'] })
    expect((await inShop(shop, readSettings)).settings).toMatchObject(kept)
    expect((await inShop(otherShop, readSettings)).settings.budget.weekMax).toBe(2)
  })
})

describe('saving from whom messages come', () => {
  const form = { senderName: 'Anna at Roast', replyTo: '', logoUrl: '', color: '#AA5500', tone: 'plain' }

  test('keeps it, and an emptied field is the shop’s own again', async () => {
    expect(await inShop(shop, (db) => saveLetterhead(db, form))).toEqual({ kind: 'saved' })
    expect((await inShop(shop, readSettings)).settings).toMatchObject({
      sender: { name: 'Anna at Roast', replyTo: undefined },
      brand: { color: '#aa5500', tone: 'plain' },
    })
    await inShop(shop, (db) => saveLetterhead(db, { ...form, senderName: ' ', color: '' }))
    const { sender, brand } = (await inShop(shop, readSettings)).settings
    expect([sender.name, brand.color]).toEqual([undefined, undefined])
  })

  test('refuses what could do harm in a message', async () => {
    const evil = { ...form, senderName: 'Anna\r\nBcc: all@example.com', logoUrl: 'javascript:alert(1)' }
    expect(await inShop(shop, (db) => saveLetterhead(db, evil))).toEqual({
      kind: 'refused',
      fields: ['senderName', 'logoUrl'],
    })
  })
})
