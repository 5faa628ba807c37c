import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { aJourney, always, message } from './a-journey.ts'

// The schema is what others write journeys by: it and the parser must say the same.
export const schema = JSON.parse(readFileSync('public/journey.schema.json', 'utf8'))
/** Whether the published schema takes it. */
export const isAllowed = new Ajv2020({ allErrors: false }).compile(schema)

/** As it is after a journey on the wire. */
export const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
/** A file that holds a journey. */
export const fileOf = (journey: unknown) => ({ encore: 'journey', format: 1, name: 'Mine', journey })

/** The fault of the parser, and that the schema or it alone would refuse it. */
export function faultOf(journey: unknown): unknown {
  const parsed = parseJourney(journey)
  return parsed.kind === 'refused' ? parsed.fault : 'parsed'
}

/** A journey that can be read, without a step. */
export const [good] = [asJson(aJourney([]))] as [Record<string, unknown>]
/** The same with these steps. */
export const withSteps = (...steps: unknown[]) => ({ ...good, steps })
/** A step of each kind that tests change, as small as it can be. */
export const split = {
  kind: 'split',
  id: 's',
  arms: [
    { name: 'a', share: 50, steps: [] },
    { name: 'b', share: 50, steps: [] },
  ],
}
export const branch = {
  kind: 'branch',
  id: 'b',
  ways: [{ name: 'w', when: always, steps: [] }],
  otherwise: [],
}
export const waitFor = {
  kind: 'wait-for',
  id: 'f',
  what: { kind: 'order-paid' },
  limit: { amount: 1, unit: 'days' },
  happened: [],
  ranOut: [],
}
export const offer = {
  kind: 'offer',
  id: 'o',
  topic: 'offers',
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
  days: 3,
}
/** A message. */
export const said = asJson(message('m')) as Record<string, unknown>
/** What the parser says of a field of a step. */
export const inStep = (stepId: string | undefined, field: string, why = 'bad-value') => ({
  part: 'steps',
  fault: { stepId, field, why },
})
/** A message with the words of its merchant. */
export const texts = (subject: string, body = 'b', button?: string) => ({
  ...said,
  texts: { en: { subject, body, button } },
})
