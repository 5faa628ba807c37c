import { type NeedParameters, startingNeedParameters } from './next-need-tune.ts'
import { areNumbers } from './parse-parameters.ts'

/** Parameters as they were kept. Nothing for what another version kept in another shape: then they are learned anew. */
export function parseNeedParameters(kept: unknown): NeedParameters | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { tuned, weights, precision } = kept as Record<string, unknown> // Proven an object; its fields are looked at below.
  const start = startingNeedParameters()
  const isWhole =
    Number.isInteger(tuned) &&
    areNumbers(weights, start.weights.length) &&
    areNumbers(precision, start.precision.length)
  return isWhole ? ({ tuned, weights, precision } as NeedParameters) : undefined
}
