import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionNode,
  visit,
} from 'graphql'
import { assert } from '../platform/errors.ts'

/** The text of an operation for `bulkOperationRunQuery`: one query, its fragments written out in place. */
export function bulkQueryOf(document: DocumentNode): string {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  assert(operation, 'a bulk document holds an operation')
  return print(
    visit(operation, {
      SelectionSet: { enter: (set) => ({ ...set, selections: unfold(set.selections, fragments) }) },
    }),
  )
}

function unfold(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selections.flatMap((one) => {
    if (one.kind !== Kind.FRAGMENT_SPREAD) return [one]
    const fragment = fragments.get(one.name.value)
    assert(fragment, 'every fragment that is used is in the document')
    return unfold(fragment.selectionSet.selections, fragments)
  })
}
