import { describe, expect, test } from 'vitest'
import { action as closeGuide } from '../../app/routes/app._index.tsx'
import { action as retry } from '../../app/routes/app.deliveries._index.tsx'
import { action as changeRules } from '../../app/routes/app.offers._index.tsx'
import { loader as rulePage, action as saveRule } from '../../app/routes/app.offers.$id.tsx'
import { action as marginReach } from '../../app/routes/app.offers.margin.ts'
import { action as saveNewRule } from '../../app/routes/app.offers.new.tsx'
import { loader as ordersExport } from '../../app/routes/app.offers.orders.export.ts'
import { action as previewRule } from '../../app/routes/app.offers.preview.ts'
import { action as tie } from '../../app/routes/app.offers.together._index.tsx'
import { action as tryRule } from '../../app/routes/app.offers.trial.ts'
import { action as save } from '../../app/routes/app.settings._index.tsx'
import { loader as exported } from '../../app/routes/app.settings.export.ts'
import { inShop } from '../../app/store/database.server.ts'
import { ask, now } from '../support/admin-door.ts'
import { withAdmin } from '../support/admin-home.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { withPlacedOrder } from '../support/story-of.ts'

withAdmin(now)

describe('a rule', () => {
  const id = 'aaaaaaaa-0000-4000-8000-000000000000'
  const definition = JSON.stringify({
    placements: ['thank-you'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 1,
  })
  const form = { intent: 'save', id, name: 'Mine', definition }

  test('is kept under the id its page got, and opened there', async () => {
    expect(await ask(saveNewRule, '/app/offers/new', { form })).toMatchObject({ kind: 'saved', id })
    expect(await ask(rulePage, `/app/offers/${id}`, { params: { id } })).toMatchObject({
      rule: { name: 'Mine' },
    })
  })

  test('of another shop is the same answer as one that never was', async () => {
    await inShop(otherShop, (db) =>
      db.rule.create({
        data: {
          id,
          name: 'Theirs',
          position: 1,
          definition: JSON.parse(definition),
          createdAt: noon,
          updatedAt: noon,
        },
      }),
    )
    const params = { id }
    expect(await ask(rulePage, `/app/offers/${id}`, { params })).toMatchObject({ status: 404 })
    const none = { kind: 'refused', why: 'not-there' }
    const changed = { ...form, version: '1' }
    expect(await ask(saveRule, `/app/offers/${id}`, { params, form: changed })).toEqual(none)
    expect(await ask(changeRules, '/app/offers', { form: { intent: 'remove', id } })).toEqual(none)
    expect((await inShop(otherShop, (db) => db.rule.findFirst()))?.name).toBe('Theirs')
  })

  test('has a test started, shown and stopped on its page', async () => {
    await ask(saveNewRule, '/app/offers/new', { form })
    const [path, params] = [`/app/offers/${id}`, { id }]
    const start = { intent: 'start-test', change: '{"headings":{"en":"One more thing"}}' }
    const started = (await ask(saveRule, path, { params, form: start })) as { kind: string; id: string }
    expect(started.kind).toBe('started')
    const shown = {
      versions: { test: { id: started.id, status: 'running', verdict: { kind: 'too-early' } } },
    }
    expect(await ask(rulePage, path, { params })).toMatchObject(shown)
    const early = { intent: 'adopt', test: started.id, arm: 'B' }
    expect(await ask(saveRule, path, { params, form: early })).toEqual({ kind: 'refused', why: 'not-better' })
    const stop = { intent: 'stop-test', test: started.id }
    expect(await ask(saveRule, path, { params, form: stop })).toEqual({ kind: 'stopped' })
    expect(await ask(saveRule, path, { params, form: stop })).toEqual({ kind: 'refused', why: 'not-running' })
  })

  test('that a form cannot mean is refused', async () => {
    const bad = { status: 400 }
    expect(await ask(saveNewRule, '/app/offers/new', { form: { ...form, id: '../x' } })).toMatchObject(bad)
    expect(await ask(changeRules, '/app/offers', { form: { intent: 'move', id, place: 'x' } })).toMatchObject(
      bad,
    )
    expect(await ask(previewRule, '/app/offers/preview', { form: { definition } })).toMatchObject(bad)
    expect(await ask(tryRule, '/app/offers/trial', { form: { when: '{' } })).toMatchObject(bad)
    const incentive = '{"kind":"percentage","percent":10}'
    const elsewhere = { incentive, collection: 'gid://shopify/Product/1' }
    for (const form of [{ incentive: '{', collection: '' }, elsewhere])
      expect(await ask(marginReach, '/app/offers/margin', { form })).toMatchObject(bad)
    const reach = { above: 0, below: 0, unknown: 0, isPart: false }
    expect(await ask(marginReach, '/app/offers/margin', { form: { incentive } })).toMatchObject(reach)
    const params = { id }
    for (const intent of ['stop-test', 'adopt'])
      expect(await ask(saveRule, `/app/offers/${id}`, { params, form: { intent } })).toMatchObject(bad)
    const unfit = { ...form, definition: '{"placements":[]}' }
    expect(await ask(saveNewRule, '/app/offers/new', { form: unfit })).toMatchObject({ why: 'unfit' })
  })
})

describe('forms', () => {
  test('that say nothing known are refused', async () => {
    expect(await ask(retry, '/app/deliveries', { form: {} })).toMatchObject({ status: 400 })
    const unknownTie = { product: '1', other: '2', tie: 'married' }
    expect(await ask(tie, '/app/offers/together', { form: unknownTie })).toMatchObject({ status: 400 })
    expect(await ask(save, '/app/settings', { form: { intent: 'explode' } })).toMatchObject({ status: 400 })
    expect(await ask(closeGuide, '/app', { form: { intent: 'open' } })).toMatchObject({ status: 400 })
  })

  test('save what was chosen and nothing that came along', async () => {
    const form = { intent: 'save', deliveriesKeptDays: '7', scopes: 'everything', __proto__: 'x' }
    expect(await ask(save, '/app/settings', { form })).toEqual({ kind: 'saved' })
    const stored = await inShop(shop, (db) => db.shop.findFirst())
    expect(stored?.settings).toEqual({ deliveriesKeptDays: 7 })
    expect(stored?.scopes).toBe('read_orders,read_products')
  })
})

test('an export comes as a file that no browser takes for a page, and may not be kept by caches', async () => {
  await inShop(shop, (db) =>
    db.complianceRequest.create({
      data: {
        id: 'a',
        topic: 'customers/data_request',
        status: 'done',
        receivedAt: noon,
        export: { note: '<b>' },
      },
    }),
  )
  const answer = (await ask(exported, '/app/settings/export?id=a')) as Response
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ note: '<b>' })
})

test('orders come as CSV in which no spreadsheet finds a formula', async () => {
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await withPlacedOrder(db, n)
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', 'a "quoted", one', '=1+\n2', 'a\n =1', '＝1']
    for (const [at, name] of names.entries())
      await db.order.updateMany({ where: { name: `#${at + 1}` }, data: { name } })
  })
  const answer = (await ask(ordersExport, '/app/offers/orders/export')) as Response
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const [header = '', ...rows] = (await answer.text()).trimEnd().split('\r\n')
  expect(header).toMatch(/^Order,Placed,Total,Currency,Test,Cancelled,Checkout,/)
  const firsts = rows.map((row) => /^("(?:[^"]|"")*"|[^,]*),/.exec(row)?.[1])
  const formulas = [`"'=1+1"`, `"'+1"`, `"'-1"`, `"'@SUM(A1)"`, `"'=1+\n2"`, `"'a\n =1"`, `"'＝1"`]
  const kept = [...formulas, '"a ""quoted"", one"']
  expect(firsts.toSorted()).toEqual(kept.toSorted())
  expect(rows[0]).toContain('10.00,EUR')
})
