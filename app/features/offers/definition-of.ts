import { parseRuleDefinition } from '../../domain/offers/parse-rule.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'

/** What is kept with a rule, or was sent for it; nothing where it cannot be read or does not fit. */
export function definitionOf(json: unknown): RuleDefinition | undefined {
  const parsed = parseRuleDefinition(json)
  return parsed.kind === 'parsed' ? parsed.definition : undefined
}

const definitionCharactersMax = 100_000

/** The definition that a form sends as JSON; nothing where it is none or does not fit. */
export function sentDefinition(text: unknown): RuleDefinition | undefined {
  if (typeof text !== 'string' || text.length > definitionCharactersMax) return undefined
  return definitionOf(parsedJson(text))
}

/** What JSON says; nothing where text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
