import { compare, type Difference } from '../../domain/journeys/compare.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import type { Names } from '../conditions/words.ts'
import { journeyPublish } from '../texts/journeys-publish.ts'
import { beginSentence, exitsSentence, reentrySentence } from './begin-words.ts'
import { plainOf } from './said.tsx'
import { stepWords } from './step-words.ts'

const texts = journeyPublish.changes

/** What changed between two versions, a sentence each; empty where they say the same. */
export function changesInWords(before: JourneyDefinition, after: JourneyDefinition, names: Names): string[] {
  return compare(before, after).map((difference) => changeWords(difference, after, names))
}

function changeWords(difference: Difference, after: JourneyDefinition, names: Names): string {
  switch (difference.kind) {
    case 'trigger':
    case 'entry':
      return texts[difference.kind].replace('{now}', () => plainOf(beginSentence(after, names)))
    case 'reentry':
      return texts.reentry.replace('{now}', () => plainOf(reentrySentence(after, names)))
    case 'exits':
      return texts.exits.replace('{now}', () => plainOf(exitsSentence(after, names)))
    case 'step-added':
    case 'step-removed':
    case 'step-moved':
      return texts[difference.kind].replace('{step}', () => stepWords(difference.step, names))
    case 'step-changed': {
      const [before, now] = [stepWords(difference.before, names), stepWords(difference.after, names)]
      if (before === now) return texts['step-changed-inside'].replace('{step}', () => now)
      return texts['step-changed'].replace('{before}', () => unended(before)).replace('{step}', () => now)
    }
    default:
      return difference satisfies never
  }
}

/** Inside another sentence it ends without its full stop. */
function unended(sentence: string): string {
  return `“${sentence.replace(/\.$/, '')}”`
}
