import type { Arm } from '../../domain/offers/rule-test.ts'
import { displayName, listWords, type Names } from '../conditions/words.ts'
import { capital, formatCount, formatMoney, type Reader } from '../format.ts'
import { testResult } from '../texts/test-result.ts'
import { twoVersions as texts } from '../texts/two-versions.ts'
import { plural } from '../texts/words.ts'
import { incentiveWords, resultWords } from './rule-words.ts'
import type { ShownTest } from './shown-test.ts'

/** What an arm does another way: "With 10% off"; of the rule as it stands, just that. */
export function changeWords({ incentive, headings, result }: Arm['change'], names: Names): string {
  const parts = [
    result && resultWords(result, names),
    incentive && (incentiveWords(incentive, names) ?? texts.noIncentive),
    headings && headingWords(headings),
  ].filter((each) => each !== undefined)
  const text = parts.length === 0 ? texts.asItStands : parts.join(', ')
  return capital(text)
}

function headingWords(headings: NonNullable<Arm['change']['headings']>): string {
  const written = Object.entries(headings).flatMap(([language, text]) =>
    text ? [texts.quoted(text, displayName('language', language))] : [],
  )
  return written.length === 0 ? texts.noHeadings : texts.headings(listWords(written, 'conjunction'))
}

/** What the test says so far, as a heading and a sentence. */
export function verdictWords(verdict: ShownTest['verdict']): { short: string; long: string } {
  const { short, long } = testResult[verdict.kind]
  const name = 'arm' in verdict ? texts.version(verdict.arm) : ''
  return { short: short.replaceAll('{arm}', name), long: long.replaceAll('{arm}', name) }
}

/** Whether it runs and for how long, or why it ended. */
export function stateWords(
  { endedBy, endedArm, days }: Pick<ShownTest, 'endedBy' | 'endedArm' | 'days'>,
  reader: Reader,
): string {
  const { state } = texts
  const long = days === 0 ? state.today : state.days(formatCount(days, reader), plural(days, 'day', 'days'))
  return state[endedBy ?? 'running'](long, endedArm ?? '')
}

/** A share of one in percent, with one place: "12.5 %" as the reader writes it. */
export function shareWords(share: number, { locale }: Reader): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** The farthest that any of these lies from no difference: bars that share it can be compared. */
export function farthestOf(ranges: (Range | undefined)[]): number {
  return Math.max(0, ...ranges.flatMap((range) => (range ? [Math.abs(range.low), Math.abs(range.high)] : [])))
}

interface Range {
  estimate: number
  low: number
  high: number
}

/** How much the share differs, in percentage points, each with its sign. */
export function shareRangeWords({ estimate, low, high }: Range, { locale }: Reader): string {
  const format = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const say = (share: number) => format.format(share * 100)
  return texts.range(texts.points(say(estimate)), say(low), say(high))
}

/** How much the net differs, in the shop's currency, with a plus where it is more. */
export function netRangeWords({ estimate, low, high }: Range, currency: string, reader: Reader): string {
  const say = (net: number) => {
    const minor = Math.round(net)
    return `${minor > 0 ? '+' : ''}${formatMoney({ minor, currency }, reader)}`
  }
  return texts.range(say(estimate), say(low), say(high))
}
