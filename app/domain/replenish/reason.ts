import type { Forecast } from './forecast.ts'

/** Why a moment is the right one, in numbers that can be put into any language. */
export type RhythmReason =
  /** "You usually reorder every 34 days, between 29 and 41." The rhythm is mostly the customer's own. */
  | ({ kind: 'own-rhythm'; gaps: number } & Days)
  /** "From your first 2 orders and those of others: about every 34 days, between 20 and 60." */
  | ({ kind: 'own-and-others'; gaps: number; others: number } & Days)
  /** "Others come back after about 34 days, between 12 and 90." */
  | ({ kind: 'rhythm-of-others'; others: number } & Days)

interface Days {
  everyDays: number
  fromDays: number
  untilDays: number
}

/** From this share on a rhythm is called the customer's own. */
const ownShareMin = 0.5

/** What a forecast rests on, for who must be told why. */
export function rhythmReason({
  everyDays,
  everyFromDays,
  everyUntilDays,
  restsOn,
  ownShare,
}: Forecast): RhythmReason {
  const days = { everyDays, fromDays: everyFromDays, untilDays: everyUntilDays }
  const { own: gaps, others } = restsOn
  if (gaps === 0) return { kind: 'rhythm-of-others', others, ...days }
  return ownShare >= ownShareMin
    ? { kind: 'own-rhythm', gaps, ...days }
    : { kind: 'own-and-others', gaps, others, ...days }
}
