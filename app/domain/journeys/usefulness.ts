import { wholeIn } from '../json-fields.ts'

const usual = 50

/** How useful a touch is, 0 to 100: the middle where JSON does not say, nothing where it says something else. */
export function parseUsefulness(json: unknown): number | undefined {
  if (json === undefined) return usual
  const whole = wholeIn(json)
  return whole !== undefined && whole >= 0 && whole <= 100 ? whole : undefined
}
