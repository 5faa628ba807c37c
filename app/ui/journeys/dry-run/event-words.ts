import type { ExampleEvent } from '../../../domain/journeys/simulate-report.ts'
import { formatTime, type Reader } from '../../format.ts'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'
import { leftOutWords } from '../../texts/timeline-journeys.ts'

const texts = journeyDryRun.examples
const reasons: Record<string, string> = journeyDryRun.budget.reasons

/** What happened in a walk of the past, in words; `wordsOf` says what a step is. */
export function eventWords(event: ExampleEvent, wordsOf: (id: string) => string, reader: Reader): string {
  const { kind, word = '', stepId } = event
  const { events } = texts
  switch (kind) {
    case 'waited':
      return `${events.waited[word] ?? events.waited.time}: ${wordsOf(stepId)}`
    case 'branched':
      return events.branched(word)
    case 'split':
      return events.split(word)
    case 'touched':
      return events.touched.replace('{step}', () => wordsOf(stepId))
    case 'not-touched': {
      const said = events[kind].replace('{step}', () => wordsOf(stepId))
      const why = leftOutWords(word)
      if (why) return `${said}. ${why}`
      return reasons[word] ? `${said}, as ${reasons[word]}` : said
    }
    case 'held': {
      const until = event.until ? formatTime(new Date(event.until), 'moment', reader) : ''
      return events.held.replace('{until}', until).replace('{reason}', reasons[word] ?? word)
    }
    case 'tagged':
      return events.tagged(word)
    case 'told-flow':
      return events['told-flow'](word)
    case 'ended':
    case 'broken':
      return events[kind]
    default:
      return kind satisfies never
  }
}
