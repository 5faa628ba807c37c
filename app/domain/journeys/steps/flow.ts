import { textIn } from '../../json-fields.ts'
import type { StepKind } from '../step-kind.ts'

/** Tells Shopify Flow that somebody came here; `name` is what the merchant's workflow asks for. */
export interface FlowStep {
  kind: 'flow'
  id: string
  name: string
}

const nameCharactersMax = 100

/** The kind of step that tells Shopify Flow. */
export const flow: StepKind<FlowStep> = {
  kind: 'flow',
  doesSomething: true,
  parse(id, json) {
    const name = textIn(json.name, nameCharactersMax)?.trim()
    return name ? { kind: 'flow', id, name } : { stepId: id, field: 'name', why: 'bad-value' }
  },
  lanes: () => [],
  take: ({ name }) => ({ kind: 'do', act: { kind: 'told-flow', name } }),
}
