import { Text } from '@shopify/polaris'
import type { DryRunReport } from '../../../domain/journeys/simulate-report.ts'
import { formatCount, formatTime } from '../../format.ts'
import { Count, useReader, When } from '../../reader.tsx'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'

const texts = journeyDryRun.weeks
const width = 720
const height = 180
const top = 12
const bottom = 26
const labelsMax = 6

/** Week by week, drawn, and as a table for who does not see it. */
export function Weeks({ weeks }: { weeks: DryRunReport['weeks'] }) {
  return (
    <>
      <Text as="p" tone="subdued" variant="bodySm">
        <span className="encore-key is-entered" /> {texts.entered}
        {'  '}
        <span className="encore-key is-touches" /> {texts.touches}
      </Text>
      <Drawing weeks={weeks} />
      <details className="encore-left-out">
        <summary>{texts.table}</summary>
        <table className="encore-table">
          <thead>
            <tr>
              <th scope="col">{texts.weekOf}</th>
              <th scope="col" className="is-end">
                {texts.entered}
              </th>
              <th scope="col" className="is-end">
                {texts.touches}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks
              .filter(({ entered, touches }) => entered + touches > 0)
              .map(({ from, entered, touches }) => (
                <tr key={from}>
                  <td data-label={texts.weekOf}>
                    <When at={new Date(from)} style="day" />
                  </td>
                  <td data-label={texts.entered} className="is-end">
                    <Count count={entered} />
                  </td>
                  <td data-label={texts.touches} className="is-end">
                    <Count count={touches} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

function Drawing({ weeks }: { weeks: DryRunReport['weeks'] }) {
  const reader = useReader()
  const most = Math.max(1, ...weeks.flatMap(({ entered, touches }) => [entered, touches]))
  const slot = width / Math.max(1, weeks.length)
  const barHeight = (count: number) => Math.round((count / most) * (height - top - bottom))
  const every = Math.ceil(weeks.length / labelsMax)
  const floor = height - bottom
  const dayOf = (from: string) => formatTime(new Date(from), 'day', reader)
  return (
    <svg className="encore-weeks" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={texts.label}>
      <line x1={0} x2={width} y1={floor} y2={floor} />
      <text x={0} y={top - 2} suppressHydrationWarning>
        {formatCount(most, reader)}
      </text>
      {weeks.map(({ from, entered, touches }, at) => {
        const x = Math.round(at * slot * 10) / 10
        const bar = Math.max(1, Math.round((slot / 2 - 1) * 10) / 10)
        return (
          <g key={from}>
            <title suppressHydrationWarning>
              {texts.week(dayOf(from), formatCount(entered, reader), formatCount(touches, reader))}
            </title>
            <rect
              className="is-entered"
              x={x}
              y={floor - barHeight(entered)}
              width={bar}
              height={barHeight(entered)}
            />
            <rect
              className="is-touches"
              x={x + bar + 0.5}
              y={floor - barHeight(touches)}
              width={bar}
              height={barHeight(touches)}
            />
            {at % every === 0 && (
              <text x={x} y={height - 8} suppressHydrationWarning>
                {dayOf(from)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
