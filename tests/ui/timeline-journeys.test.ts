import { AppProvider } from '@shopify/polaris'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { endReasons } from '../../app/domain/journeys/enrollment.ts'
import type { TimelineEntry, ToldStep } from '../../app/domain/timeline.ts'
import { stepWords } from '../../app/ui/texts/timeline-journeys.ts'
import { Entry } from '../../app/ui/timeline/entry.tsx'
import { noon } from '../support/database.ts'

/** What somebody reads: the headline, and what it opens to. */
function read(entry: TimelineEntry): { headline: string; evidence: string } {
  const page = renderToStaticMarkup(createElement(AppProvider, { i18n: {} }, createElement(Entry, { entry })))
  const textOf = (from: string, to: string) =>
    (page.split(from)[1]?.split(to)[0] ?? '').replace(/<[^>]*(>|$)/g, '').trim()
  return {
    headline: textOf('class="encore-entry-text">', 'encore-entry-time'),
    evidence: textOf('class="encore-evidence">', '</details>'),
  }
}

const base = { key: 'one', at: noon }
const journey = { id: 'j', name: 'First brew' }
const touch = {
  channel: 'email',
  topic: 'help',
  says: { kind: 'message', template: 'welcome' },
  journey,
} as const

test.each<[TimelineEntry, string]>([
  [{ ...base, kind: 'journey-entered', journey }, 'Began First brew'],
  [
    { ...base, kind: 'journey-entered', journey: { ...journey, name: undefined } },
    'Began a journey that is no longer there',
  ],
  [
    { ...base, kind: 'step-passed', journey, passed: { kind: 'branched', lane: 'otherwise', verdicts: [] } },
    'Took the other way in First brew',
  ],
  [
    { ...base, kind: 'step-passed', journey, passed: { kind: 'tagged', tag: 'vip', isAdded: false } },
    'The tag “vip” was taken away by First brew',
  ],
  [{ ...base, kind: 'touch-sent', touch }, 'Sent: the welcome'],
])('an entry reads as a sentence: %#', (entry, headline) => {
  expect(read(entry).headline).toBe(headline)
})

test.each(endReasons)('a journey that ended says why: %s', (why) => {
  const { headline, evidence } = read({ ...base, kind: 'journey-ended', journey, why })
  expect(headline).toContain('First brew')
  expect(evidence).toMatch(/^[A-Z].*\./)
})

// Whoever never agreed to be written to was never within reach: nothing was lost.
test('a journey that nobody may tell them of says that they have not agreed, and not that they no longer do', () => {
  const { evidence } = read({ ...base, kind: 'journey-ended', journey, why: 'unsubscribed' })
  expect(evidence).toMatch(/have not agreed/)
  expect(evidence).not.toMatch(/no longer/)
})

test('a contact that was held back says why and until when, one that was dropped why', () => {
  const until = new Date(noon.getTime() + 86_400_000)
  const why = { kind: 'shop-cap-week', max: 2 } as const
  expect(read({ ...base, kind: 'touch-held', touch, until, why }).evidence).toMatch(/seven days.*16/)
  const dropped = read({ ...base, kind: 'touch-dropped', touch, why: { kind: 'held-out' } })
  expect(dropped.evidence).toMatch(/left alone on purpose/)
})

test('a merchant’s own words in a headline stay words', () => {
  const lane = '{journey} <b>x</b> {order}'
  const { headline } = read({
    ...base,
    kind: 'step-passed',
    journey,
    passed: { kind: 'branched', lane, verdicts: [] },
  })
  expect(headline).toBe('Took the way “journey &lt;b&gt;x&lt;/b&gt; order” in First brew')
})

test('every step that has an entry has words, and names the journey', () => {
  const passed: { [Kind in ToldStep['kind']]: Extract<ToldStep, { kind: Kind }> } = {
    branched: { kind: 'branched', lane: 'a', verdicts: [] },
    split: { kind: 'split', arm: 'a' },
    'not-touched': { kind: 'not-touched', why: 'product-gone' },
    tagged: { kind: 'tagged', tag: 'a', isAdded: true },
    'told-flow': { kind: 'told-flow', name: 'a' },
    broken: { kind: 'broken', why: 'no-such-step' },
  }
  for (const each of Object.values(passed)) expect(stepWords(each)).toContain('{journey}')
})
