import { isRecord } from '../json-fields.ts'
import type { JourneyDefinition } from './journey.ts'
import { lanesOf, type Step } from './steps.ts'

/** One thing that is not the same in another version. Steps are the same by their id. */
export type Difference =
  | { kind: 'trigger' | 'entry' | 'reentry' | 'exits' }
  | { kind: 'step-added' | 'step-removed'; step: Step; where: Where }
  | { kind: 'step-moved'; step: Step; from: Where; to: Where }
  /** `fields` are its own; of the steps inside it nothing is said here. */
  | { kind: 'step-changed'; before: Step; after: Step; fields: string[] }

/** Where a step stands: in which lane of which step, and after which. */
export interface Where {
  inside: { stepId: string; lane: string } | undefined
  after: string | undefined
}

/**
 * What changed between two versions: first the frame, then what was removed, then the steps of the later one in reading
 * order. Nothing where they are the same.
 */
export function compare(before: JourneyDefinition, after: JourneyDefinition): Difference[] {
  const frame = (['trigger', 'entry', 'reentry', 'exits'] as const).filter(
    (part) => !areEqual(before[part], after[part]),
  )
  const old = placed(before.steps)
  const now = placed(after.steps)
  const removed = [...old].flatMap(([id, { step, where }]) =>
    now.has(id) ? [] : { kind: 'step-removed' as const, step, where },
  )
  const moved = movedIds(old, now)
  const steps = [...now].flatMap(([id, { step, where }]): Difference[] => {
    const was = old.get(id)
    if (!was) return [{ kind: 'step-added', step, where }]
    const fields = changedFields(was.step, step)
    return [
      ...(moved.has(id) ? [{ kind: 'step-moved' as const, step, from: was.where, to: where }] : []),
      ...(fields.length > 0
        ? [{ kind: 'step-changed' as const, before: was.step, after: step, fields }]
        : []),
    ]
  })
  return [...frame.map((kind) => ({ kind })), ...removed, ...steps]
}

interface PlacedStep {
  step: Step
  where: Where
  /** Names its lane, and its place there. */
  lane: string
  at: number
}

function placed(
  steps: readonly Step[],
  inside?: Where['inside'],
  found = new Map<string, PlacedStep>(),
): Map<string, PlacedStep> {
  const lane = inside ? `${inside.stepId}/${inside.lane}` : ''
  for (const [at, step] of steps.entries()) {
    found.set(step.id, { step, where: { inside, after: steps[at - 1]?.id }, lane, at })
    for (const { name, steps: inner } of lanesOf(step)) placed(inner, { stepId: step.id, lane: name }, found)
  }
  return found
}

/** Those in another lane, and of those in the same the fewest whose going elsewhere explains the order. */
function movedIds(
  old: ReadonlyMap<string, PlacedStep>,
  now: ReadonlyMap<string, PlacedStep>,
): ReadonlySet<string> {
  const moved = new Set<string>()
  const lanes = new Map<string, { id: string; was: number; at: number }[]>()
  for (const [id, { lane, at }] of now) {
    const was = old.get(id)
    if (!was) continue
    if (was.lane !== lane) moved.add(id)
    else lanes.set(lane, [...(lanes.get(lane) ?? []), { id, was: was.at, at }])
  }
  for (const both of lanes.values()) {
    const kept = longestInOrder(both.sort((a, b) => a.at - b.at))
    for (const { id } of both) if (!kept.has(id)) moved.add(id)
  }
  return moved
}

/** The longest part that stands in the order in which it stood. */
function longestInOrder(steps: readonly { id: string; was: number }[]): ReadonlySet<string> {
  const best: string[][] = []
  for (const [at, { id, was }] of steps.entries()) {
    const before = steps.slice(0, at).map((each, place) => (each.was < was ? (best[place] ?? []) : []))
    best.push([...longestOf(before), id])
  }
  return new Set(longestOf(best))
}

function longestOf(parts: readonly string[][]): string[] {
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), [])
}

function changedFields(before: Step, after: Step): string[] {
  const [old, now] = [ownFields(before), ownFields(after)]
  const names = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...names].filter((name) => !areEqual(old[name], now[name]))
}

/** The step without what stands in its lanes. */
function ownFields(step: Step): Record<string, unknown> {
  const lanes = new Set<unknown>(lanesOf(step).map(({ steps }) => steps))
  return JSON.parse(JSON.stringify(step, (_key, value) => (lanes.has(value) ? undefined : value)))
}

/** As JSON says them, whatever the order of their fields. */
function areEqual(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other)
}

function inOrder(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, each) =>
    isRecord(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  )
}
