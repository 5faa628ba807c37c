import { type ConditionFault, parseCondition } from '../conditions/parse-condition.ts'
import { isRecord, textIn, wholeIn } from '../json-fields.ts'
import type { Exits, JourneyDefinition, Reentry } from './journey.ts'
import { type AnyStep, entryStepId, isFault, type StepFault, type StepParser } from './step-kind.ts'
import { type Step, stepKindIn } from './steps.ts'
import { parseTrigger } from './triggers.ts'

/** How many steps a journey may have, those in lanes among them, and how deep lanes may stand in lanes. */
export const stepsMax = 100
export const lanesDeepMax = 6

const reentryDaysMax = 1_000

/** What does not fit in a journey that JSON says, and where. */
export type JourneyFault =
  | { part: 'definition' | 'reentry' | 'exits' }
  | { part: 'trigger'; field: string }
  | { part: 'entry' | 'goal'; condition: ConditionFault }
  | { part: 'steps'; fault: StepFault }

export type ParsedJourney =
  | { kind: 'parsed'; definition: JourneyDefinition }
  | { kind: 'refused'; fault: JourneyFault }

/**
 * The journey that JSON says, with unknown fields dropped, or the first thing that does not fit. Never throws, and never
 * goes deeper than `lanesDeepMax`. public/journey.schema.json says the same to others.
 */
export function parseJourney(json: unknown): ParsedJourney {
  if (!isRecord(json)) return refused({ part: 'definition' })
  const trigger = parseTrigger(json.trigger)
  if (!('kind' in trigger)) return refused({ part: 'trigger', field: trigger.field })
  const entry = parseCondition(json.entry)
  if (entry.kind === 'refused') return refused({ part: 'entry', condition: entry.fault })
  const reentry = reentryIn(json.reentry)
  if (!reentry) return refused({ part: 'reentry' })
  const exits = exitsIn(json.exits)
  if ('part' in exits) return refused(exits)
  const steps = parseSteps(json.steps)
  if (isFault(steps)) return refused({ part: 'steps', fault: steps })
  return { kind: 'parsed', definition: { trigger, entry: entry.condition, reentry, exits, steps } }
}

/** The journey that JSON says, where nothing need be told of what does not fit; nothing then. */
export function definitionIn(json: unknown): JourneyDefinition | undefined {
  const parsed = parseJourney(json)
  return parsed.kind === 'parsed' ? parsed.definition : undefined
}

function refused(fault: JourneyFault): ParsedJourney {
  return { kind: 'refused', fault }
}

function reentryIn(json: unknown): Reentry | undefined {
  if (!isRecord(json)) return undefined
  if (json.kind === 'never' || json.kind === 'always') return { kind: json.kind }
  const days = wholeIn(json.days)
  if (json.kind !== 'after' || days === undefined) return undefined
  return days >= 1 && days <= reentryDaysMax ? { kind: 'after', days } : undefined
}

function exitsIn(json: unknown): Exits | JourneyFault {
  if (!isRecord(json)) return { part: 'exits' }
  const { onOrder, onRefund } = json
  if (typeof onOrder !== 'boolean' || typeof onRefund !== 'boolean') return { part: 'exits' }
  if (json.goal === undefined || json.goal === null) return { onOrder, onRefund }
  const goal = parseCondition(json.goal)
  if (goal.kind === 'refused') return { part: 'goal', condition: goal.fault }
  return { onOrder, onRefund, goal: goal.condition }
}

/** The steps that JSON says, with those inside them. */
export function parseSteps(json: unknown): Step[] | StepFault {
  return readSteps(json, { ids: new Set(), depth: 0, stepId: undefined })
}

interface Reading {
  /** Of all steps read so far. */
  ids: Set<string>
  depth: number
  /** The step that these stand in. */
  stepId: string | undefined
}

function readSteps(json: unknown, reading: Reading): Step[] | StepFault {
  const fault = (why: StepFault['why']): StepFault => ({ stepId: reading.stepId, field: 'steps', why })
  if (!Array.isArray(json)) return fault('missing')
  if (reading.depth > lanesDeepMax) return fault('too-deep')
  const steps: Step[] = []
  for (const each of json) {
    if (reading.ids.size >= stepsMax) return fault('too-many')
    const step = readStep(each, reading)
    if ('why' in step) return step
    steps.push(step)
  }
  return steps
}

function readStep(json: unknown, reading: Reading): Step | StepFault {
  if (!isRecord(json)) return { stepId: reading.stepId, field: 'steps', why: 'bad-value' }
  const id = textIn(json.id)
  if (id === undefined || !isStepId(id)) return { stepId: reading.stepId, field: 'id', why: 'bad-value' }
  if (reading.ids.has(id)) return { stepId: id, field: 'id', why: 'twice' }
  reading.ids.add(id)
  const kind = stepKindIn(json.kind)
  if (!kind) return { stepId: id, field: 'kind', why: 'unknown-kind' }
  const inside = { ...reading, depth: reading.depth + 1, stepId: id }
  const parser: StepParser = { steps: (inner): AnyStep[] | StepFault => readSteps(inner, inside) }
  return kind.parse(id, json, parser)
}

/** Whether text may be the id of a step. What every object has is none: counts and moves are kept by id. */
export function isStepId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(text) && text !== entryStepId && !(text in Object.prototype)
}
