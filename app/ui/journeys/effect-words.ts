import type { Interval } from '../../domain/experiment/always-valid.ts'
import type { Lift, TooEarly } from '../../domain/proof/lift.ts'
import { formatCount, formatMoney, type Reader } from '../format.ts'
import { journeysEffect as texts } from '../texts/journeys-effect.ts'

/** For whom the words are. */
export interface EffectReader {
  reader: Reader
  currency: string
}

/** What a journey changes as one short sentence, or why that cannot be told, or not yet. */
export function effectWords(lift: Lift, { reader, currency }: EffectReader): string {
  if (lift.kind === 'too-early') return untoldWords(lift.why, { reader, currency })
  const money = amounts(lift.range, { reader, currency })
  const range =
    lift.range.low > 0 ? texts.more(money.low, money.high) : texts.less(money.lessLow, money.lessHigh)
  return `${range}, ${behindWords(lift, reader)}`
}

/** With how much a customer counts at most, where a range is told. */
export function capWords(lift: Lift, { reader, currency }: EffectReader): string | undefined {
  const told = lift.kind === 'told' ? lift : lift.why
  return 'capMinor' in told ? formatMoney({ minor: told.capMinor, currency }, reader) : undefined
}

function untoldWords(why: TooEarly, words: EffectReader): string {
  // Time alone does not help a comparison with nobody.
  if (why.kind === 'nobody-left-alone') return texts.nobody
  return `${texts.tooEarly}: ${whyWords(why, words)}`
}

function whyWords(
  why: Exclude<TooEarly, { kind: 'nobody-left-alone' }>,
  { reader, currency }: EffectReader,
): string {
  const written = (count: number) => formatCount(count, reader)
  switch (why.kind) {
    case 'too-few':
    case 'too-few-bought': {
      const say = why.kind === 'too-few' ? texts.few : texts.fewBought
      const few = say(written(why.have), written(why.needed))
      return why.weeks === undefined ? few : `${few} ${texts.untilEnough(why.weeks, written(why.weeks))}`
    }
    case 'spans-zero': {
      const { lessHigh, high } = amounts(why.range, { reader, currency })
      const range = `${texts.spans(lessHigh, high)}, ${behindWords(why, reader)}.`
      return why.weeks === undefined ? range : `${range} ${texts.untilHalf(why.weeks, written(why.weeks))}`
    }
    default:
      return why satisfies never
  }
}

function behindWords({ reached, leftAlone }: { reached: number; leftAlone: number }, reader: Reader): string {
  return texts.from(formatCount(reached, reader), formatCount(leftAlone, reader))
}

/** The ends of a range, rounded outwards: what is written is never narrower than what is known. */
function amounts({ low, high }: Interval, { reader, currency }: EffectReader) {
  const written = (minor: number) => formatMoney({ minor, currency }, reader)
  return {
    low: written(Math.floor(low)),
    high: written(Math.ceil(high)),
    lessLow: written(Math.floor(-high)),
    lessHigh: written(Math.ceil(-low)),
  }
}
