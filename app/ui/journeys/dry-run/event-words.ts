import type { ExampleEvent } from '../../../domain/journeys/simulate-report.ts'
import { formatTime, type Reader } from '../../format.ts'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'
import { leftOutWords } from '../../texts/timeline-journeys.ts'

const texts = journeyDryRun.examples
const reasons: Record<string, string> = journeyDryRun.budget.reasons
const waited: Record<string, string> = texts.events.waited

/** What happened in a walk of the past, in words; `wordsOf` says what a step is. */
export function eventWords(event: ExampleEvent, wordsOf: (id: string) => string, reader: Reader): string {
  const { kind, word = '', stepId } = event
  const { events } = texts
  switch (kind) {
    case 'waited':
      return after(wordsOf(stepId), waited[word] ?? events.waited.time)
    case 'branched':
      return events.branched(word)
    case 'split':
      return events.split(word)
    case 'touched':
      return after(wordsOf(stepId), events.touched)
    case 'not-touched': {
      const why = leftOutWords(word)
      if (why) return `${after(wordsOf(stepId), events[kind])} ${why}`
      const reason = reasons[word]
      return after(wordsOf(stepId), reason ? `${events[kind]}, as ${reason}` : events[kind])
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

/** "Wait 30 minutes: done." */
function after(step: string, what: string): string {
  return `${step.replace(/\.$/, '')}: ${what}.`
}
