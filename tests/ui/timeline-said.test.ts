import { AppProvider } from '@shopify/polaris'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../app/domain/timeline.ts'
import { Entry } from '../../app/ui/timeline/entry.tsx'
import { noon } from '../support/database.ts'

/** What somebody reads of an entry, without its times. */
function read(entry: TimelineEntry): string {
  const page = renderToStaticMarkup(createElement(AppProvider, { i18n: {} }, createElement(Entry, { entry })))
  return page
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([:.])/g, '$1')
}

const base = { key: 'one', at: noon }
const said = { ...base, kind: 'intent-said', title: 'Espresso beans', until: undefined } as const

test.each<[TimelineEntry, string[]]>([
  [{ ...said, said: 'finished' }, ['Said that Espresso beans is used up', 'need not wait any longer']],
  [{ ...said, said: 'gift', title: undefined }, ['Said that a product that is no longer there was a gift']],
  [
    { ...said, said: 'remind', until: noon },
    ['Asked to be reminded of Espresso beans later', 'waits until then: Jun 15, 2026'],
  ],
  [{ ...said, said: 'never' }, ['never want Espresso beans again', 'neither offered']],
  [
    {
      ...base,
      kind: 'terms-changed',
      changes: [
        { kind: 'never', isNever: true },
        { kind: 'pause', until: noon },
        { kind: 'often', cap: { count: 1, days: 30 } },
        { kind: 'topics', isOff: true, topics: ['reminders', 'offers'] },
        { kind: 'channels', isOff: false, channels: ['email', 'page'] },
      ],
    },
    [
      'Chose anew how they want to be reached',
      'No contact at all: what was waiting is dropped',
      'A pause until Jun 15, 2026: what comes up before is held back.',
      'At most 1 contact in 30 days.',
      'No more reminders of what runs out or offers.',
      'They may be reached by email and on the shop’s pages again.',
    ],
  ],
])('a merchant reads what they said and what it changed: %j', (entry, words) => {
  for (const each of words) expect(read(entry)).toContain(each)
})
