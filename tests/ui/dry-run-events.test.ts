import { expect, test } from 'vitest'
import type { ExampleEvent } from '../../app/domain/journeys/simulate-report.ts'
import { eventWords } from '../../app/ui/journeys/dry-run/event-words.ts'

const reader = { locale: 'en', timeZone: 'UTC' }

test.each([
  ['topic-off', 'Nothing was said: Email, as they do not want to hear of this'],
  ['held-out', 'Nothing was said: Email, as they are left alone on purpose'],
  ['product-gone', 'Nothing was said: Email. What it was about is no longer in your shop.'],
  ['of another version', 'Nothing was said: Email'],
])('a step that said nothing, for %s, says why', (word, words) => {
  const event: ExampleEvent = { at: '2026-06-15T12:00:00Z', stepId: 'ask', kind: 'not-touched', word }
  expect(eventWords(event, () => 'Email', reader)).toBe(words)
})
