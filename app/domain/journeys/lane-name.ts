import { textIn } from '../json-fields.ts'

const laneCharactersMax = 40

/**
 * A lane's name without spaces around it; nothing where JSON says none. What every object has is no name: people are
 * counted by it.
 */
export function laneNameOf(json: unknown): string | undefined {
  const name = textIn(json, laneCharactersMax)?.trim()
  return name && !(name in Object.prototype) ? name : undefined
}
