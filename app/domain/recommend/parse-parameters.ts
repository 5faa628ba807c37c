import { type Parameters, type SizeParameters, startingParameters } from './parameters.ts'

/** Parameters as they were kept. Nothing for what another version kept in another shape: then they are learned anew. */
export function parseParameters(kept: unknown): Parameters | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { tuned, sizes } = kept as Record<string, unknown> // Proven an object; its fields are looked at below.
  const start = startingParameters()
  if (!Number.isInteger(tuned) || !Array.isArray(sizes) || sizes.length !== start.sizes.length)
    return undefined
  const parsed = sizes.flatMap((size, place) => parseSize(size, start.sizes[place]))
  return parsed.length === sizes.length ? { tuned: Number(tuned), sizes: parsed } : undefined
}

function parseSize(kept: unknown, start: SizeParameters | undefined): SizeParameters[] {
  if (typeof kept !== 'object' || kept === null || start === undefined) return []
  const { weights, precision } = kept as Record<string, unknown> // As above.
  const isWhole = areNumbers(weights, start.weights.length) && areNumbers(precision, start.precision.length)
  return isWhole ? [{ weights, precision } as SizeParameters] : []
}

/** Whether something kept is a list of so many numbers. */
export function areNumbers(kept: unknown, length: number): kept is number[] {
  return Array.isArray(kept) && kept.length === length && kept.every((each) => Number.isFinite(each))
}
