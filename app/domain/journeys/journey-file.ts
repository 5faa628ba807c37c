import { isRecord, textIn } from '../json-fields.ts'
import type { JourneyDefinition } from './journey.ts'
import { type JourneyFault, parseJourney } from './parse-journey.ts'

/** A journey as it is carried from shop to shop: public/journey.schema.json describes it. */
export interface JourneyFile {
  /** What kind of file it is, and in which form it is written. */
  encore: 'journey'
  format: 1
  name: string
  journey: JourneyDefinition
}

/** How long the name of a journey may be. */
export const journeyNameMax = 80

export type ReadJourneyFile =
  | { kind: 'read'; name: string; definition: JourneyDefinition }
  | { kind: 'refused'; fault: JourneyFault | { part: 'file' | 'format' | 'name' } }

/** A journey as a file. Reading it again gives the same. */
export function journeyFile(name: string, journey: JourneyDefinition): JourneyFile {
  return { encore: 'journey', format: 1, name, journey }
}

/** The journey that a file's JSON says, or the first thing that does not fit. Never throws. */
export function readJourneyFile(json: unknown): ReadJourneyFile {
  if (!isRecord(json) || json.encore !== 'journey') return { kind: 'refused', fault: { part: 'file' } }
  if (json.format !== 1) return { kind: 'refused', fault: { part: 'format' } }
  const name = textIn(json.name, journeyNameMax)?.trim()
  if (!name) return { kind: 'refused', fault: { part: 'name' } }
  const parsed = parseJourney(json.journey)
  if (parsed.kind === 'refused') return parsed
  return { kind: 'read', name, definition: parsed.definition }
}
