import { describe, expect, test } from 'vitest'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { readPlan } from '../../app/features/customers/read-plan.ts'
import { archiveJourney, publishJourney } from '../../app/features/journeys/change-journeys.ts'
import { beginDryRun, dryRunJourney } from '../../app/features/journeys/dry-run-journey.ts'
import { publishDraft } from '../../app/features/journeys/publish-draft.ts'
import { readDryRunPage } from '../../app/features/journeys/read-dry-run-page.ts'
import { judgeJourney, readJourneyEditor } from '../../app/features/journeys/read-editor.ts'
import { readJourneysPage } from '../../app/features/journeys/read-journeys-page.ts'
import { readPublishing, readVersionsPage } from '../../app/features/journeys/read-publishing.ts'
import { saveDraft } from '../../app/features/journeys/save-journey.ts'
import { sentDraft, sentJson } from '../../app/features/journeys/sent-journey.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, order, product, withProduct } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  hours,
  walkAll,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

const definitionOf = (json: object) => {
  const parsed = parseJourney(json)
  if (parsed.kind === 'refused') throw new Error(`Not a journey: ${JSON.stringify(parsed.fault)}`)
  return parsed.definition
}
const offering = (id: string) =>
  aMessage('shows', {
    offer: { result: { kind: 'products', productIds: [id] }, incentive: { kind: 'none' }, itemsMax: 1 },
  })

describe('what the editor of a journey knows of the shop', () => {
  test('names what the journey names, and who bought last, and never another shop’s', async () => {
    await withCustomer(7, { firstName: 'Ada', lastName: 'Byron' })
    await payOrder({ id: 7 }, { by: 7 })
    await inShop(shop, (db) => withProduct(db, 5, { title: 'Chemex' }))
    const draft = definitionOf(aDefinition({ steps: [offering(product(5))] }))
    const own = await inShop(shop, (db) => readJourneyEditor(db, 'new', draft))
    expect(own.shop.titles).toEqual({ [product(5)]: 'Chemex' })
    expect(own.shop.goods.map(({ title }) => title)).toEqual(['Chemex'])
    expect(own.shoppers).toEqual([{ id: customer(7), name: 'Ada Byron', orderId: order(7), orderNumber: 1 }])
    expect(own.known.languages).toEqual(['de'])
    const other = await inShop(otherShop, (db) => readJourneyEditor(db, 'new', draft))
    expect([other.shop.titles, other.shoppers]).toEqual([{}, []])
  })

  test('tells which channels reach anybody: Klaviyo only once the shop gave its key', async () => {
    const { known } = await inShop(shop, (db) => readJourneyEditor(db, 'new', definitionOf(aDefinition())))
    expect(known.connected).toEqual(expect.arrayContaining(['page', 'email']))
    expect(known.connected).not.toContain('klaviyo')
  })

  test('finds what is gone, and what a live journey says already', async () => {
    await withJourney('live')
    const draft = definitionOf(aDefinition({ steps: [offering(product(404))] }))
    const faults = await inShop(shop, (db) => judgeJourney(db, { id: 'new', name: 'New', draft }, noon))
    expect(faults.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['product-gone', 'said-elsewhere']))
  })
})

describe('publishing', () => {
  test('shows what blocks it, what is live, and the earlier versions that somebody walks', async () => {
    await withCustomer(7)
    await withJourney('one')
    await payOrder({ id: 7 }, { by: 7 })
    await walkAll(noon)
    const next = aDefinition({ steps: [aWait('other', 5), aMessage('hello')] })
    const saved = await inShop(shop, (db) =>
      saveDraft(db, 'one', { name: 'One', definition: next, revision: 1 }, noon),
    )
    expect(saved).toMatchObject({ kind: 'saved', revision: 2 })
    await inShop(shop, (db) => publishJourney(db, 'one', 2, hours(1)))
    const found = await inShop(shop, (db) => readPublishing(db, 'one', hours(1)))
    expect(found).toMatchObject({ journey: { liveVersion: 2, revision: 2 }, faults: [] })
    expect(found?.older.map(({ steps }) => steps.map(({ id }) => id))).toEqual([['hello', 'pause', 'again']])
    const page = await inShop(shop, (db) => readVersionsPage(db, 'one', hours(1)))
    expect(page?.versions.map(({ version, inside }) => [version, inside])).toEqual([
      [2, 0],
      [1, 1],
    ])
    expect(await inShop(otherShop, (db) => readPublishing(db, 'one', noon))).toBeUndefined()
    expect(await inShop(otherShop, (db) => readVersionsPage(db, 'one', noon))).toBeUndefined()
    expect(await inShop(otherShop, (db) => readDryRunPage(db, 'one'))).toBeUndefined()
  })
})

test('a draft that was dry-run as it is says when, until it is changed', async () => {
  await withJourney('one')
  const dryRunAt = () =>
    inShop(shop, async (db) => (await readPublishing(db, 'one', hours(2)))?.dryRunAt?.getTime())
  expect(await dryRunAt()).toBeUndefined()
  await inShop(shop, (db) => beginDryRun(db, { id: 'run', journeyId: 'one' }, noon))
  expect(await dryRunAt()).toBeUndefined()
  await dryRunJourney({ shop, id: 'run', now: hours(1) })
  expect(await dryRunAt()).toBe(hours(1).getTime())
  const next = aDefinition({ steps: [aMessage('other')] })
  await inShop(shop, (db) => saveDraft(db, 'one', { name: 'One', definition: next, revision: 1 }, noon))
  expect(await dryRunAt()).toBeUndefined()
})

test('a draft with a fault that blocks is not published, nor one that somebody changed meanwhile', async () => {
  await withJourney('one')
  const faulty = aDefinition({ steps: [aMessage('hello', { channels: ['klaviyo'] })] })
  await inShop(shop, (db) => saveDraft(db, 'one', { name: 'One', definition: faulty, revision: 1 }, noon))
  const publish = (revision: number) => inShop(shop, (db) => publishDraft(db, { id: 'one', revision }, noon))
  expect(await publish(2)).toEqual({ kind: 'refused', why: 'faulty' })
  const whole = aDefinition({ steps: [aMessage('hello')] })
  await inShop(shop, (db) => saveDraft(db, 'one', { name: 'One', definition: whole, revision: 2 }, noon))
  expect(await publish(2)).toEqual({ kind: 'refused', why: 'changed-meanwhile' })
  expect(await publish(3)).toMatchObject({ kind: 'published', version: 2, isNew: true })
  expect(await publish(3)).toMatchObject({ kind: 'published', version: 2, isNew: false })
  const elsewhere = await inShop(otherShop, (db) => publishDraft(db, { id: 'one', revision: 3 }, noon))
  expect(elsewhere).toEqual({ kind: 'refused', why: 'not-there' })
})

describe('the list of journeys', () => {
  test('proposes from the shop’s own orders only while there is none', async () => {
    const read = () => inShop(shop, (db) => readJourneysPage(db, noon))
    expect(await read()).toMatchObject({ journeys: [], proposals: [] })
    await withJourney('one')
    expect((await read()).journeys.map(({ id, status }) => [id, status])).toEqual([['one', 'live']])
    await inShop(shop, (db) => archiveJourney(db, 'one', noon))
    expect((await read()).journeys.map(({ status }) => status)).toEqual(['archived'])
  })
})

test('what is planned for a customer stands beside how often they may be contacted still', async () => {
  await withCustomer(7)
  await withJourney('one')
  await payOrder({ id: 7 }, { by: 7 })
  await walkAll(noon)
  const plan = await inShop(shop, (db) => readPlan(db, customer(7), noon))
  expect(plan.budget).toMatchObject({ week: { used: 1, max: 2 }, month: { used: 1, max: 5 }, isOwn: false })
  expect(plan.walks).toMatchObject([
    { journey: { id: 'one' }, touches: [{ stepId: 'again', isSkipped: false }] },
  ])
  expect(plan.journeys).toEqual([{ id: 'one', name: 'Journey one' }])
  await inShop(shop, (db) =>
    db.preference.create({
      data: { customerId: customer(7), weekMax: 1, pausedUntil: hours(-1), neverAt: null, updatedAt: noon },
    }),
  )
  const own = await inShop(shop, (db) => readPlan(db, customer(7), noon))
  expect(own.budget).toMatchObject({ week: { used: 1, max: 1 }, isOwn: true, pausedUntil: undefined })
  const other = await inShop(otherShop, (db) => readPlan(db, customer(7), noon))
  expect(other).toMatchObject({ walks: [], journeys: [], budget: { week: { used: 0 } } })
})

describe('what the editor sends', () => {
  const form = (fields: Record<string, string>) => {
    const sent = new FormData()
    for (const [name, value] of Object.entries(fields)) sent.set(name, value)
    return sent
  }

  test('is read with its revision, and refused without one', () => {
    const whole = { name: 'Mine', definition: '{"steps":[]}', revision: '3' }
    expect(sentDraft(form(whole))).toEqual({ name: 'Mine', definition: { steps: [] }, revision: 3 })
    for (const revision of ['', '-1', '1e3', 'three'])
      expect(sentDraft(form({ ...whole, revision }))).toBeUndefined()
    expect(sentDraft(form({ definition: '{}', revision: '1' }))).toBeUndefined()
  })

  test('is never more than a journey can be, nor anything but JSON', () => {
    expect(sentJson('{"a":1}')).toEqual({ a: 1 })
    expect(sentJson('{')).toBeUndefined()
    expect(sentJson(null)).toBeUndefined()
    expect(sentJson(`"${'x'.repeat(500_000)}"`)).toBeUndefined()
    expect(sentJson('['.repeat(100_000))).toBeUndefined()
  })
})
