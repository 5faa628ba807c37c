import type { StepKind } from '../step-kind.ts'

/** Ends the walk here. */
export interface EndStep {
  kind: 'end'
  id: string
}

/** The kind of step that ends a walk. */
export const end: StepKind<EndStep> = {
  kind: 'end',
  doesSomething: false,
  parse: (id) => ({ kind: 'end', id }),
  lanes: () => [],
  take: () => ({ kind: 'end', why: 'completed', passed: { kind: 'ended' } }),
}
