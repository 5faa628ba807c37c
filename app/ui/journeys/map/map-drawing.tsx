import { useEffect, useRef } from 'react'
import { allSteps } from '../../../domain/journeys/plan.ts'
import { journeyEditor } from '../../texts/journeys-editor.ts'
import { useEditing } from '../editing.ts'
import { plainOf } from '../said.tsx'
import { laneWords } from '../step-words.ts'
import { triggerUi } from '../trigger-uis.ts'
import { layOut, type MapEdge } from './layout.ts'
import { linesOf } from './lines-of.ts'
import { Node, Pill } from './map-node.tsx'

const texts = journeyEditor.map
const laneCharactersMax = 30

/** The drawing; wider than the page it is moved sideways. */
export function MapDrawing() {
  const { definition, choose, chosen, names } = useEditing()
  const { width, height, nodes, edges, begin, end } = layOut(definition.steps)
  const count = allSteps(definition.steps).length
  const frame = useRef<HTMLElement>(null)
  // Opens with the beginning in the middle, also where the drawing is wider than the page.
  useEffect(() => {
    const { current } = frame
    if (current) current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
    <section ref={frame} className="encore-flow-map" tabIndex={0} aria-label={texts.label}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand for a drawing. */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={texts.steps(count)}
      >
        {edges.map((edge) => (
          <Edge key={`${edge.from.x},${edge.from.y} ${edge.to.x},${edge.to.y}`} edge={edge} />
        ))}
        <Pill
          at={begin}
          words={plainOf(triggerUi(definition.trigger.kind).sentence(definition.trigger, names))}
          isChosen={chosen?.kind === 'begin'}
          onPress={() => choose({ kind: 'begin' })}
        />
        {nodes.map((node) => (
          <Node key={node.step.id} node={node} />
        ))}
        <Pill
          at={end}
          words={texts.end}
          isChosen={chosen?.kind === 'exits'}
          onPress={() => choose({ kind: 'exits' })}
        />
      </svg>
    </section>
  )
}

function Edge({ edge: { from, to, lane } }: { edge: MapEdge }) {
  const { definition, names } = useEditing()
  const words = lane && laneWords(definition.steps, lane, names)
  const turn = to.y - (lane ? 44 : 22)
  const lines = words ? linesOf(words, laneCharactersMax, 2) : []
  return (
    <>
      <path
        className="encore-flow-line"
        d={`M ${from.x} ${from.y} V ${turn} H ${to.x} V ${to.y}`}
        fill="none"
      />
      {lines.length > 0 && <LaneWords lines={lines} x={to.x} bottom={to.y - 12} />}
    </>
  )
}

const laneLineHeight = 14
const characterWidth = 6.2

/** On a ground of its own, so that no line runs through the words. */
function LaneWords({ lines, x, bottom }: { lines: string[]; x: number; bottom: number }) {
  const top = bottom - (lines.length - 1) * laneLineHeight
  const width = Math.max(...lines.map(({ length }) => length)) * characterWidth + 8
  return (
    <>
      <rect
        className="encore-flow-lane-ground"
        x={x - width / 2}
        y={top - 12}
        width={width}
        height={lines.length * laneLineHeight + 3}
      />
      <text className="encore-flow-lane" textAnchor="middle" x={x} y={top} suppressHydrationWarning>
        {lines.map((line, at) => (
          <tspan key={line} x={x} dy={at === 0 ? 0 : laneLineHeight}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  )
}
