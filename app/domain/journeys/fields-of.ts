import type { Condition, Field } from '../conditions/condition.ts'

/** The fields that a condition asks for, each once. */
export function fieldsOf(condition: Condition): Field[] {
  if (condition.kind === 'test') return [condition.test.field]
  return [...new Set(condition.of.flatMap(fieldsOf))]
}
