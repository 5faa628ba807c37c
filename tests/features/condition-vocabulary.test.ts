import { beforeEach, expect, test } from 'vitest'
import {
  choiceFields,
  type Field,
  journeyFields,
  listFields,
  numberFields,
  type Test,
  timeFields,
} from '../../app/domain/conditions/condition.ts'
import type { Placement } from '../../app/domain/offers/placement.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { previewOffer } from '../../app/features/offers/preview-offer.ts'
import { testRule } from '../../app/features/offers/test-rule.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { queryFields, testOf } from '../../app/ui/conditions/query.ts'
import { sourceOf } from '../../app/ui/conditions/value.tsx'
import { testWords } from '../../app/ui/conditions/words.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withProduct } from '../support/offers.ts'
import { daysBefore } from '../support/story-of.ts'

// A condition that one place knows and another does not would be told right in the trial and wrong to a shopper.

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const collection = 'gid://shopify/Collection/1'

/** What is asked of each field, so that it is so of the order that `withWholeOrder` keeps. */
const trueOf: Record<Field, Test> = {
  'order.products': { field: 'order.products', is: 'has-any', values: [product(1)] },
  'order.collections': { field: 'order.collections', is: 'has-any', values: [collection] },
  'order.productTags': { field: 'order.productTags', is: 'has-any', values: ['coffee'] },
  'order.vendors': { field: 'order.vendors', is: 'has-any', values: ['Hario'] },
  'order.discountCodes': { field: 'order.discountCodes', is: 'has-any', values: ['SPRING'] },
  'customer.products': { field: 'customer.products', is: 'has-any', values: [product(2)] },
  'customer.tags': { field: 'customer.tags', is: 'has-any', values: ['vip'] },
  'order.country': { field: 'order.country', is: 'one-of', values: ['DE'] },
  'order.currency': { field: 'order.currency', is: 'one-of', values: ['CHF'] },
  'order.language': { field: 'order.language', is: 'one-of', values: ['de'] },
  'order.channel': { field: 'order.channel', is: 'one-of', values: ['pos'] },
  'moment.weekday': { field: 'moment.weekday', is: 'one-of', values: ['1'] },
  'order.subtotalMinor': { field: 'order.subtotalMinor', is: 'equal', value: 1_000 },
  'order.quantity': { field: 'order.quantity', is: 'equal', value: 1 },
  'order.discountMinor': { field: 'order.discountMinor', is: 'equal', value: 250 },
  'customer.orders': { field: 'customer.orders', is: 'equal', value: 2 },
  'customer.spentMinor': { field: 'customer.spentMinor', is: 'equal', value: 1_000 },
  'customer.daysSinceOrder': { field: 'customer.daysSinceOrder', is: 'equal', value: 40 },
  'customer.daysToNextOrder': { field: 'customer.daysToNextOrder', is: 'at-most', value: 7 },
  'customer.priceBand': { field: 'customer.priceBand', is: 'one-of', values: ['low', 'high'] },
  'customer.presence': { field: 'customer.presence', is: 'one-of', values: ['quiet'] },
  'moment.hour': { field: 'moment.hour', is: 'at-least', value: 1 },
  'moment.date': { field: 'moment.date', is: 'after', value: '2026-06-15' },
}

const fields: Field[] = [...listFields, ...choiceFields, ...numberFields, ...timeFields]

/** What an offer can ask; the rest is known to journeys alone. */
const ofOffers = fields.filter((field) => !journeyFields.includes(field))

/** An order of today with all that may be asked of one, and one of forty days ago before it. */
async function withWholeOrder(): Promise<void> {
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { tags: ['coffee'], vendor: 'Hario' })
    await withProduct(db, 2)
    await db.collection.create({ data: { id: collection, title: 'Coffee', updatedAt: noon } })
    await db.collectionProduct.create({ data: { collectionId: collection, productId: product(1) } })
    await withOrder(db, 1, { customerId: customer(1), products: [2] })
    await withOrder(db, 2, { customerId: customer(1), products: [1] })
    await db.customer.updateMany({ data: { tags: ['vip'] } })
    await db.order.updateMany({ where: { id: order(1) }, data: { processedAt: daysBefore(40) } })
    await db.order.updateMany({
      where: { id: order(2) },
      data: {
        countryCode: 'DE',
        presentmentCurrency: 'CHF',
        locale: 'de',
        sourceName: 'pos',
        discountCodes: ['SPRING'],
        discountMinor: 250,
      },
    })
  })
}

test.each(ofOffers)('%s is told in a trial over past orders as it is told to a shopper', async (field) => {
  await withWholeOrder()
  const when = { kind: 'test', test: trueOf[field] } as const
  const trial = await inShop(shop, (db) => testRule(db, when))
  expect(trial.examples.map(({ id }) => id)).toContain(order(2))
  const definition: RuleDefinition = {
    placements: ['thank-you'],
    when,
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 1,
  }
  const placement: Placement = 'thank-you'
  const purchase = { kind: 'order', orderId: order(2) } as const
  const preview = await inShopHot(shop, (db) =>
    previewOffer(db, { definition, placement, language: 'de', purchase }, noon),
  )
  expect(preview?.rule).toBe('fits')
})

test.each(fields)('%s can be written, chosen and read', (field) => {
  const reader = { locale: 'en', timeZone: 'Europe/Berlin' }
  const known = queryFields.find(({ name }) => name === field)
  expect(known?.label).toMatch(/^[A-Z]/)
  for (const { name: operator, label } of known?.operators ?? []) {
    expect(label).toBeTruthy()
    const asked = trueOf[field]
    const value = 'values' in asked ? asked.values : String(asked.value)
    const written = testOf({ field, operator, value }, 'EUR')
    const said = written && testWords(written, { titles: {}, currency: 'EUR', reader })
    expect(said).toMatch(/^(the|it|an?|more|less)? ?\w/)
    expect(said).not.toMatch(/[{}]|undefined/)
  }
})

test.each([...listFields, ...choiceFields])('%s has a picker with something in it', (field) => {
  const known = {
    currency: 'EUR',
    titles: {},
    countries: ['DE'],
    currencies: ['EUR'],
    channels: ['web'],
    saysProblems: false,
    onFound: () => undefined,
  }
  const source = sourceOf(field, known)
  expect(source.kind === 'search' || source.options.length > 0).toBe(true)
})
