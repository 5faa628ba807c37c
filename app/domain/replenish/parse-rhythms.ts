import { isRecord, numberIn, wholeIn } from '../json-fields.ts'
import { areNumbers } from '../recommend/parse-parameters.ts'
import { weightCount } from './hazard.ts'
import { type NeedRhythms, needExtras } from './need-rhythms.ts'
import type { Rhythms } from './rhythms.ts'
import type { Usual } from './usual.ts'

/** Rhythms as they were kept. Nothing for what another version kept in another shape: then they are learned anew. */
export function parseRhythms(kept: unknown): Rhythms | undefined {
  return read(kept, 0)
}

/** The same for what was learned of products. */
export function parseNeedRhythms(kept: unknown): NeedRhythms | undefined {
  const rhythms = read(kept, needExtras)
  if (!rhythms || !isRecord(kept)) return undefined
  const meanAbove = numberIn(kept.meanAbove)
  const quantityPower = numberIn(kept.quantityPower)
  return meanAbove === undefined || quantityPower === undefined
    ? undefined
    : { ...rhythms, meanAbove, quantityPower }
}

function read(kept: unknown, extras: number): Rhythms | undefined {
  if (!isRecord(kept)) return undefined
  const { weights } = kept
  const usual = usualIn(kept.usual)
  const customers = wholeIn(kept.customers)
  const repeats = wholeIn(kept.repeats)
  if (!usual || customers === undefined || repeats === undefined || customers < 0 || repeats < 0)
    return undefined
  return areNumbers(weights, weightCount(extras)) ? { usual, weights, customers, repeats } : undefined
}

function usualIn(kept: unknown): Usual | undefined {
  if (!isRecord(kept)) return undefined
  const [logDays, spread, believe] = [kept.logDays, kept.spread, kept.believe].map(numberIn)
  if (logDays === undefined || spread === undefined || believe === undefined) return undefined
  return spread > 0 && believe > 0 ? { logDays, spread, believe } : undefined
}
