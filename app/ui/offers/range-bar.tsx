import type { Interval } from '../../domain/experiment/always-valid.ts'

const width = 240
const height = 16
const middle = width / 2
// What is farthest from no difference stands this far from the edge.
const edge = 6

/**
 * Where a range lies beside no difference, the line in the middle; `farthest` stands at the edge. The text beside it
 * says the same.
 */
export function RangeBar({
  range: { estimate, low, high },
  farthest,
}: {
  range: Interval
  farthest: number
}) {
  const at = (value: number) => middle + (value / (farthest || 1)) * (middle - edge)
  return (
    <svg className="encore-range" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className="is-none" x1={middle} x2={middle} y1="0" y2={height} />
      <line className="is-range" x1={at(low)} x2={at(high)} y1={height / 2} y2={height / 2} />
      <circle cx={at(estimate)} cy={height / 2} r="5" />
    </svg>
  )
}
