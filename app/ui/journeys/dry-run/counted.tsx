import type { WalkCounts } from '../../../domain/journeys/simulate-report.ts'
import { Count } from '../../reader.tsx'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'

/** What became of so many. */
export interface Line {
  words: string
  count: number
}

/** What became of how many, line by line. */
export function Counted({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="encore-plain-list">
      {lines.map(({ words, count }) => (
        <li key={words}>
          <b>
            <Count count={count} />
          </b>{' '}
          {words}
        </li>
      ))}
    </ul>
  )
}

/** How the walks ended, or did not yet: together all that began. */
export function endedLines({ ended, underWay }: WalkCounts): Line[] {
  const { reasons, underWay: words } = journeyDryRun.ended
  return some([...counts(reasons, ended), { words, count: underWay }])
}

/** Why some that began came to no step. What an earlier version of Encore reported does not say. */
export function atOnceLines({ endedAtOnce }: Partial<WalkCounts>): Line[] {
  return some(counts(journeyDryRun.ended.reasons, endedAtOnce ?? {}))
}

/** Why others did not begin: with those that did, all for whom it would have begun. */
export function refusedLines({ refused }: WalkCounts): Line[] {
  return some(counts(journeyDryRun.refusedAtEntry.reasons, refused))
}

function counts<Name extends string>(words: Record<Name, string>, of: Partial<Record<Name, number>>): Line[] {
  return (Object.keys(words) as Name[]) // The record's own names.
    .map((name) => ({ words: words[name], count: of[name] ?? 0 }))
}

function some(lines: readonly Line[]): Line[] {
  return lines.filter(({ count }) => count > 0)
}
