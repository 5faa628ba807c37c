import type { Fault } from '../../domain/journeys/fault.ts'
import type { JourneyFault } from '../../domain/journeys/parse-journey.ts'
import { displayName, listWords, type Names } from '../conditions/words.ts'
import { formatCount, formatTime } from '../format.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeyFaults as texts } from '../texts/journeys-faults.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import type { Problem } from './editing.ts'

/** What is wrong, in words. */
export function faultWords(fault: Fault, names: Names): string {
  const { kind } = fault
  if (kind === 'product-gone' && !fault.isAll) return texts.isPartGone
  const isSome = kind === 'channels-not-connected' && !fault.isAll
  const words = wordsIn(fault, names)
  const text = isSome ? texts.someNotConnected : texts.says[kind]
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? '')
}

function wordsIn(fault: Fault, { reader }: Names): Record<string, string> {
  switch (fault.kind) {
    case 'way-holds-for-nobody':
    case 'unreachable-lane':
      return { lane: fault.lane === 'otherwise' ? texts.otherwise : fault.lane }
    case 'shares-not-hundred':
      return { sum: formatCount(fault.sum, reader) }
    case 'begins-itself':
      return {
        through: listWords(
          fault.through.map(({ name }) => `“${name}”`),
          'conjunction',
        ),
      }
    case 'said-elsewhere':
      return { name: fault.name }
    case 'text-missing':
      return { language: displayName('language', fault.language), part: texts.parts[fault.part] }
    case 'unknown-variable':
      return { language: displayName('language', fault.language), name: `{{${fault.name}}}` }
    case 'loose-braces':
      return { language: displayName('language', fault.language) }
    case 'own-words-lacking':
      return {
        languages: listWords(
          fault.languages.map((each) => displayName('language', each)),
          'conjunction',
        ),
      }
    case 'wrong-currency':
      return { currency: fault.currency }
    case 'channels-not-connected':
      return {
        channels: listWords(
          fault.channels.map((each) => journeySteps.message.channel[each]),
          'conjunction',
        ),
      }
    case 'says-too-late':
      return {
        afterDays: formatCount(Math.floor(fault.afterDays), reader),
        daysMax: formatCount(fault.daysMax, reader),
      }
    case 'date-has-passed':
      return { date: formatTime(new Date(`${fault.date}T00:00:00Z`), 'day', { ...reader, timeZone: 'UTC' }) }
    default:
      return {}
  }
}

/** Where the editor says what is wrong: at a step, at the beginning, at the exits or over all. */
export function placeOf(fault: Fault): string {
  if (fault.stepId !== undefined) return fault.stepId
  if (fault.kind === 'entry-holds-for-nobody') return 'begin'
  return fault.kind.startsWith('goal-') ? 'exits' : 'journey'
}

/** What is wrong, by where the editor says it. */
export function problemsOf(faults: readonly Fault[], names: Names): Record<string, Problem[]> {
  const problems: Record<string, Problem[]> = {}
  for (const fault of faults) {
    const { severity } = fault
    const place = placeOf(fault)
    problems[place] = [...(problems[place] ?? []), { severity, text: faultWords(fault, names) }]
  }
  return problems
}

/** What keeps a draft from being saved, where it stands. */
export function unfinishedAt(fault: JourneyFault): Record<string, Problem[]> {
  const text =
    fault.part === 'steps' ? journeyEditor.fault[fault.fault.why] : journeyEditor.faultIn[fault.part]
  return { [unfinishedPlace(fault)]: [{ severity: 'blocks', text }] }
}

function unfinishedPlace(fault: JourneyFault): string {
  if (fault.part === 'steps') return fault.fault.stepId ?? 'journey'
  if (fault.part === 'exits' || fault.part === 'goal') return 'exits'
  return fault.part === 'definition' ? 'journey' : 'begin'
}
