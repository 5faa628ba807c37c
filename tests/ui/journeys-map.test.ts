import { describe, expect, test } from 'vitest'
import { allSteps } from '../../app/domain/journeys/plan.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { journeyTemplateIds, journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { layOut, type MapNode, nodeHeight, nodeWidth } from '../../app/ui/journeys/map/layout.ts'
import { linesOf } from '../../app/ui/journeys/map/lines-of.ts'

const wait = (id: string): Step => ({ kind: 'wait', id, for: { amount: 1, unit: 'days' } })
const when = { kind: 'group' as const, join: 'all' as const, of: [] }
const branch = (id: string, ways: Step[][], otherwise: Step[] = []): Step => ({
  kind: 'branch',
  id,
  ways: ways.map((steps, at) => ({ name: `way ${at}`, when, steps })),
  otherwise,
})
/** Ways within ways, one of them empty, one that ends. */
const deep: Step[] = [
  wait('a'),
  branch(
    'b',
    [
      [wait('c'), branch('d', [[wait('e')], [wait('f'), wait('g')]], [{ kind: 'end', id: 'h' }])],
      [wait('i'), wait('j')],
      [],
    ],
    [wait('k')],
  ),
  wait('l'),
]
const templates = journeyTemplateIds.map((id) => ({ name: id, steps: journeyTemplates[id].steps }))
const journeys = [{ name: 'deep', steps: deep }, { name: 'empty', steps: [] }, ...templates]

describe.each(journeys)('the drawing of the journey $name', ({ steps }) => {
  const { nodes, edges, width, height, begin, end } = layOut(steps)
  const at = (id: string) => nodes.find(({ step }) => step.id === id)

  test('shows every step once, inside of the drawing, and none over another', () => {
    expect(nodes.map(({ step }) => step.id).toSorted()).toEqual(
      allSteps(steps)
        .map(({ id }) => id)
        .toSorted(),
    )
    for (const { x, y } of nodes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + nodeWidth).toBeLessThanOrEqual(width)
      expect(y + nodeHeight).toBeLessThan(height)
    }
    const pairs = nodes.flatMap((one, place) => nodes.slice(place + 1).map((other) => [one, other] as const))
    for (const [one, other] of pairs)
      expect(overlap(one, other), `${one.step.id} ${other.step.id}`).toBe(false)
  })

  test('leads downwards from the beginning to the end, with a line into every step', () => {
    expect(edges.every(({ from, to }) => from.y < to.y)).toBe(true)
    expect(edges.some(({ from }) => from.x === begin.x)).toBe(true)
    expect(edges.some(({ to }) => to.x === end.x && to.y === end.y)).toBe(true)
    for (const { x, y, step } of nodes)
      expect(
        edges.some(({ to }) => to.x === x + nodeWidth / 2 && to.y === y),
        step.id,
      ).toBe(true)
  })

  test('is the same each time', () => {
    expect(layOut(steps)).toEqual(layOut(steps))
    expect(at('nowhere')).toBeUndefined()
  })
})

function overlap(one: MapNode, other: MapNode): boolean {
  return Math.abs(one.x - other.x) < nodeWidth && Math.abs(one.y - other.y) < nodeHeight
}

test('a walk that ends in a lane has no line out of it, and an empty lane is a line past the others', () => {
  const { edges, nodes } = layOut(deep)
  const ended = nodes.find(({ step }) => step.id === 'h')
  expect(
    edges.some(
      ({ from }) => from.x === (ended?.x ?? 0) + nodeWidth / 2 && from.y === (ended?.y ?? 0) + nodeHeight,
    ),
  ).toBe(false)
  const lanes = edges.flatMap(({ lane }) => (lane?.stepId === 'b' ? [lane.name] : []))
  expect(lanes).toEqual(['way 0', 'way 1', 'way 2', 'otherwise'])
})

test('a sentence stands on as many lines as there are, and what does not fit ends in an ellipsis', () => {
  expect(linesOf('Wait 1 day.', 20, 2)).toEqual(['Wait 1 day.'])
  expect(linesOf('Wait until the order arrives, at most 12 days.', 24, 2)).toEqual([
    'Wait until the order',
    'arrives, at most 12…',
  ])
  expect(linesOf('Donaudampfschifffahrt', 10, 2)).toEqual(['Donaudamp…'])
  expect(linesOf('', 10, 2)).toEqual([''])
})
