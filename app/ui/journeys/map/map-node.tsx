import type { KeyboardEvent } from 'react'
import { formatCount } from '../../format.ts'
import { journeyEditor } from '../../texts/journeys-editor.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { useEditing } from '../editing.ts'
import { stepWords } from '../step-words.ts'
import { edgeNodeHeight, type MapNode, nodeHeight, nodeWidth, type Point } from './layout.ts'
import { linesOf } from './lines-of.ts'

const lineCharactersMax = 29
const linesMax = 2

/** One step, to press. */
export function Node({ node: { step, x, y } }: { node: MapNode }) {
  const { names, choose, chosen, people, problems } = useEditing()
  const isChosen = chosen?.kind === 'step' && chosen.id === step.id
  const here = people[step.id] ?? 0
  const words = stepWords(step, names)
  const isWrong = problems[step.id]?.some(({ severity }) => severity === 'blocks') ?? false
  const count = here > 0 ? journeyEditor.steps.here(formatCount(here, names.reader)) : ''
  const open = () => choose({ kind: 'step', id: step.id })
  const classes = ['encore-flow-node', isChosen && 'is-chosen', isWrong && 'is-wrong']
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing.
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      className={classes.filter(Boolean).join(' ')}
      onClick={open}
      onKeyDown={(event) => pressed(event, open)}
    >
      <title>{words}</title>
      <rect x={x} y={y} width={nodeWidth} height={nodeHeight} rx={10} />
      <text x={x + 14} y={y + 20} className="is-name">
        {journeySteps.names[step.kind]}
      </text>
      {here > 0 && (
        <text
          x={x + nodeWidth - 14}
          y={y + 20}
          textAnchor="end"
          className="is-count"
          suppressHydrationWarning
        >
          {count}
        </text>
      )}
      <text x={x + 14} y={y + 40} suppressHydrationWarning>
        {linesOf(words, lineCharactersMax, linesMax).map((line, at) => (
          <tspan key={line} x={x + 14} dy={at === 0 ? 0 : 18}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}

/** Where the journey begins and ends, to press. */
export function Pill({
  at,
  words,
  isChosen,
  onPress,
}: {
  at: Point
  words: string
  isChosen: boolean
  onPress: () => void
}) {
  const lines = linesOf(words, lineCharactersMax, linesMax)
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing.
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      className={isChosen ? 'encore-flow-node is-edge is-chosen' : 'encore-flow-node is-edge'}
      onClick={onPress}
      onKeyDown={(event) => pressed(event, onPress)}
    >
      <rect
        x={at.x - nodeWidth / 2}
        y={at.y}
        width={nodeWidth}
        height={edgeNodeHeight}
        rx={edgeNodeHeight / 2}
      />
      <text x={at.x} y={at.y + (lines.length > 1 ? 24 : 33)} textAnchor="middle" suppressHydrationWarning>
        {lines.map((line, place) => (
          <tspan key={line} x={at.x} dy={place === 0 ? 0 : 18}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}

function pressed(event: KeyboardEvent, press: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  press()
}
