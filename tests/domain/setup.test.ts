import { describe, expect, test } from 'vitest'
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { decideSetup, type ImportFacts, importKinds, importProgress } from '../../app/domain/setup.ts'

const run = (kind: string, change: Partial<ImportFacts> = {}): ImportFacts => ({
  kind,
  status: 'done',
  objectsExpected: 10,
  linesRead: 10,
  recordsKept: 10,
  ...change,
})
const nothing = {
  imports: [],
  hasOfferBeenAsked: false,
  budget: usualPolicy,
  hasPublishedJourney: false,
  hasOrderSinceInstall: false,
}
const doneOf = (facts: Parameters<typeof decideSetup>[0]) =>
  decideSetup(facts).map(({ kind, isDone }) => [kind, isDone])

describe('the set-up guide', () => {
  test('begins with the connection, and with a contact budget that holds as it is', () => {
    expect(doneOf(nothing)).toEqual([
      ['connected', true],
      ['history', false],
      ['order-block', false],
      ['contact-budget', true],
      ['first-journey', false],
      ['first-order', false],
    ])
    expect(decideSetup(nothing)[3]).toMatchObject({ budget: usualPolicy })
  })

  test('ticks history only when every kind of it is there', () => {
    const imports = importKinds.map((kind) => run(kind))
    expect(doneOf({ ...nothing, imports })[1]).toEqual(['history', true])
    expect(doneOf({ ...nothing, imports: imports.slice(1) })[1]).toEqual(['history', false])
    const failed = imports.map((each) =>
      each.kind === 'orders' ? run('orders', { status: 'failed' }) : each,
    )
    expect(doneOf({ ...nothing, imports: failed })[1]).toEqual(['history', false])
  })

  test('ticks block, journey and first order by what happened', () => {
    expect(doneOf({ ...nothing, hasOfferBeenAsked: true })[2]).toEqual(['order-block', true])
    expect(doneOf({ ...nothing, hasPublishedJourney: true })[4]).toEqual(['first-journey', true])
    expect(doneOf({ ...nothing, hasOrderSinceInstall: true })[5]).toEqual(['first-order', true])
  })
})

describe('the progress of an import', () => {
  const shareOf = (change: Partial<ImportFacts>) =>
    importProgress([run('orders', change)]).find(({ kind }) => kind === 'orders')?.share

  test('is not guessed before Shopify has said how much there is', () => {
    expect(shareOf({ status: 'asking', objectsExpected: 0, linesRead: 0 })).toBeUndefined()
  })

  test('never passes the whole, although one object may take several lines', () => {
    expect(shareOf({ status: 'reading', objectsExpected: 10, linesRead: 5 })).toBe(0.5)
    expect(shareOf({ status: 'reading', objectsExpected: 10, linesRead: 25 })).toBe(1)
  })

  test('is whole when done, also of nothing', () => {
    expect(shareOf({ status: 'done', objectsExpected: 0, linesRead: 0 })).toBe(1)
  })
})
