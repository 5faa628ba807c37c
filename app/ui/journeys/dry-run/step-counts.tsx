import type { JourneyDefinition } from '../../../domain/journeys/journey.ts'
import { allSteps } from '../../../domain/journeys/plan.ts'
import type { DryRunReport } from '../../../domain/journeys/simulate-report.ts'
import type { Names } from '../../conditions/words.ts'
import { Count } from '../../reader.tsx'
import { journeyDryRun } from '../../texts/journeys-dry-run.ts'
import { stepWords } from '../step-words.ts'

const texts = journeyDryRun.steps

/** How many people would have come to each step, and what became of its contacts. */
export function StepCountsTable({
  steps,
  definition,
  names,
}: {
  steps: DryRunReport['steps']
  definition: JourneyDefinition
  names: Names
}) {
  return (
    <table className="encore-table is-steps">
      <thead>
        <tr>
          <th scope="col">{texts.step}</th>
          {(['came', 'went', 'held', 'dropped'] as const).map((name) => (
            <th key={name} scope="col" className="is-end">
              {texts[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {allSteps(definition.steps).map((step) => {
          const counts = steps[step.id]
          const isTouch = step.kind === 'message' || step.kind === 'offer'
          return (
            <tr key={step.id}>
              <td className="is-first">
                <span suppressHydrationWarning>{stepWords(step, names)}</span>
              </td>
              <td data-label={texts.came} className="is-end">
                <Count count={counts?.came ?? 0} />
              </td>
              {(['went', 'held', 'dropped'] as const).map((name) => (
                <td key={name} data-label={texts[name]} className="is-end">
                  {isTouch && <Count count={counts?.[name] ?? 0} />}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
