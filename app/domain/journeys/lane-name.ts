import { textIn } from '../json-fields.ts'

const laneCharactersMax = 40

/** A lane's name without spaces around it; nothing where JSON says none. */
export function laneNameOf(json: unknown): string | undefined {
  return textIn(json, laneCharactersMax)?.trim() || undefined
}
