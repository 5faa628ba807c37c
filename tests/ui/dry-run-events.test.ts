import { expect, test } from 'vitest'
import type { ExampleEvent } from '../../app/domain/journeys/simulate-report.ts'
import { eventWords } from '../../app/ui/journeys/dry-run/event-words.ts'

const reader = { locale: 'en', timeZone: 'UTC' }

test.each([
  ['topic-off', 'Email: nothing was said, as they do not want to hear of this.'],
  ['held-out', 'Email: nothing was said, as they are left alone on purpose.'],
  ['product-gone', 'Email: nothing was said. What it was about is no longer in your shop.'],
  ['of another version', 'Email: nothing was said.'],
])('a step that said nothing, for %s, says why', (word, words) => {
  const event: ExampleEvent = { at: '2026-06-15T12:00:00Z', stepId: 'ask', kind: 'not-touched', word }
  expect(eventWords(event, () => 'Email.', reader)).toBe(words)
})
