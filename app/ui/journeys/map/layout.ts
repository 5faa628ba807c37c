import { lanesOf, type Step } from '../../../domain/journeys/steps.ts'

/** Where one step is drawn: its upper left corner, in units of the drawing. */
export interface MapNode {
  step: Step
  x: number
  y: number
}

/** A line between two places, down, across and down again. `label` is the lane that it leads into. */
export interface MapEdge {
  from: Point
  to: Point
  lane: { stepId: string; name: string } | undefined
}

export interface Point {
  x: number
  y: number
}

/** A journey as it is drawn. `end` is where its last line leads. */
export interface MapLayout {
  width: number
  height: number
  nodes: MapNode[]
  edges: MapEdge[]
  begin: Point
  end: Point
}

export const nodeWidth = 220
export const nodeHeight = 76
const gapX = 28
const gapY = 44
/** Above a lane there is room for its words. */
const laneGapY = 64
export const edgeNodeHeight = 56
const margin = 12

/**
 * Draws a journey from top to bottom: lanes stand side by side below the step that holds them, and their lines join
 * again below the longest. A walk that ends in a lane has no line out of it. The same journey is drawn the same.
 */
export function layOut(steps: readonly Step[]): MapLayout {
  const width = Math.max(nodeWidth, widthOf(steps))
  const drawing: Drawing = { nodes: [], edges: [] }
  const middle = margin + width / 2
  const begin = { x: middle, y: margin }
  const top = { x: middle, y: margin + edgeNodeHeight }
  const last = drawRow(steps, top, drawing)
  const bottom = last.y + gapY
  const end = { x: middle, y: bottom }
  for (const from of last.open) drawing.edges.push({ from, to: end, lane: undefined })
  return {
    width: width + 2 * margin,
    height: bottom + edgeNodeHeight + margin,
    ...drawing,
    begin,
    end,
  }
}

interface Drawing {
  nodes: MapNode[]
  edges: MapEdge[]
}

/** What a row of steps leaves: how far down it reaches, and from where lines go on. */
interface Drawn {
  y: number
  open: Point[]
}

/** How wide a row of steps is: as its widest step with all its lanes. */
function widthOf(steps: readonly Step[]): number {
  return Math.max(nodeWidth, ...steps.map(stepWidth))
}

function stepWidth(step: Step): number {
  const lanes = lanesOf(step)
  return lanes.reduce((sum, { steps }) => sum + widthOf(steps) + gapX, -gapX)
}

function drawRow(steps: readonly Step[], from: Point, drawing: Drawing, lane?: MapEdge['lane']): Drawn {
  let drawn: Drawn = { y: from.y, open: [from] }
  let into = lane
  for (const step of steps) {
    const gap = into ? laneGapY : gapY
    const at = { x: from.x, y: drawn.y + gap }
    for (const open of drawn.open) drawing.edges.push({ from: open, to: at, lane: into })
    into = undefined
    drawing.nodes.push({ step, x: at.x - nodeWidth / 2, y: at.y })
    drawn = drawLanes(step, { x: at.x, y: at.y + nodeHeight }, drawing)
  }
  if (steps.length > 0 || !lane) return drawn
  // An empty lane is a line past the others, with its words on it.
  const past = { x: from.x, y: from.y + laneGapY }
  drawing.edges.push({ from, to: past, lane })
  return { y: past.y, open: [past] }
}

function drawLanes(step: Step, from: Point, drawing: Drawing): Drawn {
  const lanes = lanesOf(step)
  if (lanes.length === 0) return { y: from.y, open: step.kind === 'end' ? [] : [from] }
  let left = from.x - stepWidth(step) / 2
  const drawn = lanes.map(({ name, steps }) => {
    const width = widthOf(steps)
    const middle = left + width / 2
    left += width + gapX
    const lane = { stepId: step.id, name }
    const row = drawLane(steps, from, middle, drawing, lane)
    return row
  })
  return { y: Math.max(...drawn.map(({ y }) => y)), open: drawn.flatMap(({ open }) => open) }
}

/** A lane begins at the middle of its own width; its first line comes over from the step. */
function drawLane(
  steps: readonly Step[],
  from: Point,
  middle: number,
  drawing: Drawing,
  lane: NonNullable<MapEdge['lane']>,
): Drawn {
  const before = drawing.edges.length
  const drawn = drawRow(steps, { x: middle, y: from.y }, drawing, lane)
  const first = drawing.edges.slice(before).find((edge) => edge.lane === lane)
  if (first) first.from = from
  return drawn
}
