import { textIn } from '../../json-fields.ts'
import type { StepKind } from '../step-kind.ts'
import { tagOf } from '../tag-name.ts'

/** Adds a tag to the customer or takes it away. */
export interface TagStep {
  kind: 'tag'
  id: string
  tag: string
  isAdded: boolean
}

/** The kind of step that changes a tag. */
export const tag: StepKind<TagStep> = {
  kind: 'tag',
  doesSomething: true,
  parse(id, json) {
    const named = tagOf(textIn(json.tag))
    if (named === undefined) return { stepId: id, field: 'tag', why: 'bad-value' }
    if (typeof json.isAdded !== 'boolean') return { stepId: id, field: 'isAdded', why: 'bad-value' }
    return { kind: 'tag', id, tag: named, isAdded: json.isAdded }
  },
  lanes: () => [],
  take: ({ tag: named, isAdded }) => ({ kind: 'do', act: { kind: 'tagged', tag: named, isAdded } }),
}
