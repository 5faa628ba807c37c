import type { KeyboardEvent } from 'react'
import { places, type TieWord, thicknesses } from '../../../domain/offers/tie.ts'
import { formatCount } from '../../format.ts'
import { useReader } from '../../reader.tsx'
import { together as texts } from '../../texts/together.ts'
import type { ShownAround } from './shown-around.ts'

const width = 640
const height = 500
const reachX = 235
const reachY = 168
const drawnMax = 10
const lineCharactersMax = 17

interface Node extends ShownAround {
  x: number
  y: number
  thickness: number
}

/** A product in the middle and what goes with it around it: the thicker the line, the more customers bought both. */
export function TogetherMap({
  title,
  around,
  chosenId,
  onChoose,
}: {
  title: string
  around: ShownAround[]
  chosenId: string | undefined
  onChoose: (id: ShownAround['id']) => void
}) {
  const nodes = nodesOf(around)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand for a drawing.
    <svg className="encore-map" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={texts.map(title)}>
      {nodes.map((node) => (
        <line
          key={node.id}
          x1={width / 2}
          y1={height / 2}
          x2={node.x}
          y2={node.y}
          strokeWidth={node.thickness}
          className={lineClass(node.tie)}
        />
      ))}
      <circle cx={width / 2} cy={height / 2} r={12} className="encore-map-middle" />
      <Label x={width / 2} y={height / 2 + 30} title={title} isStrong />
      {nodes.map((node) => (
        <MapNode
          key={node.id}
          node={node}
          isChosen={node.id === chosenId}
          onChoose={() => onChoose(node.id)}
        />
      ))}
    </svg>
  )
}

function nodesOf(around: ShownAround[]): Node[] {
  const drawn = around.slice(0, drawnMax)
  const thick = thicknesses(drawn)
  const stand = places(drawn.length)
  return drawn.map((each, at) => ({
    ...each,
    // Rounded, so that the server's drawing and the browser's are the same text.
    x: Math.round(width / 2 + (stand[at]?.x ?? 0) * reachX),
    y: Math.round(height / 2 + (stand[at]?.y ?? 0) * reachY),
    thickness: Math.round((thick[at] ?? 1) * 10) / 10,
  }))
}

function lineClass(tie: TieWord | undefined): string {
  const isAgainst = tie === 'banned' || tie === 'alternative'
  return isAgainst ? 'encore-map-line is-against' : 'encore-map-line'
}

function MapNode({ node, isChosen, onChoose }: { node: Node; isChosen: boolean; onChoose: () => void }) {
  const reader = useReader()
  const { title, customers, tie, x, y } = node
  // Away from the middle, so that no line runs through the words.
  const isUpper = y < height / 2
  const said = texts.customers(customers).replace('{count}', formatCount(customers, reader))
  const below = tie ? `${texts.tie[tie]}, ${formatCount(customers, reader)}` : said
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onChoose()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing.
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      className="encore-map-node"
      onClick={onChoose}
      onKeyDown={press}
    >
      <circle cx={x} cy={y} r={isChosen ? 11 : 8} />
      <Label x={x} y={isUpper ? y - 16 : y + 24} title={title} below={below} isAbove={isUpper} />
    </g>
  )
}

function Label({
  x,
  y,
  title,
  below,
  isStrong = false,
  isAbove = false,
}: {
  x: number
  y: number
  title: string
  below?: string
  isStrong?: boolean
  /** Ends above its place, and does not begin below it. */
  isAbove?: boolean
}) {
  const lines = linesOf(title)
  const first = isAbove ? -lines.length * lineEms : 0
  return (
    <text
      x={x}
      y={y}
      textAnchor="middle"
      className={isStrong ? 'is-strong' : isAbove ? 'is-above' : undefined}
      suppressHydrationWarning
    >
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={`${at === 0 ? first : lineEms}em`}>
          {`${line} `}
        </tspan>
      ))}
      {below && (
        <tspan x={x} dy={`${lineEms}em`} className="is-below">
          {below}
        </tspan>
      )}
    </text>
  )
}

const lineEms = 1.2

/** A title on two lines at most; the whole of it stands in the list. */
function linesOf(title: string): string[] {
  const lines: string[] = ['']
  for (const word of title.split(' ')) {
    const last = lines.at(-1) ?? ''
    const longer = last ? `${last} ${word}` : word
    if (longer.length <= lineCharactersMax || !last) lines.splice(-1, 1, longer)
    else lines.push(word)
  }
  const [first = '', second, third] = lines.map((line) => shortened(line))
  if (second === undefined) return [first]
  return [first, third === undefined ? second : `${second.slice(0, lineCharactersMax - 1)}…`]
}

function shortened(line: string): string {
  return line.length > lineCharactersMax ? `${line.slice(0, lineCharactersMax - 1)}…` : line
}
