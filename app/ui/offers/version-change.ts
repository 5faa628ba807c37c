import type { RuleDefinition } from '../../domain/offers/rule.ts'
import type { Arm } from '../../domain/offers/rule-test.ts'
import { type Draft, definitionOfDraft, draftOf, problemsOf } from './draft.ts'

/** What the other version may do another way, in the order of the editor. */
export const changeKinds = ['incentive', 'headings', 'result'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** The change that was written for version B; nothing while it does not fit or is the rule as it stands. */
export function changeOfDraft(
  draft: Draft,
  kind: ChangeKind,
  rule: RuleDefinition,
  currency: string,
): Arm['change'] | undefined {
  const stands = draftOf('', rule, currency)
  // Only this one thing counts: what was begun in another field before is not tried.
  const written = { ...stands, name: draft.name, ...ownPart(draft, kind) }
  if (Object.keys(problemsOf(written, currency)).length > 0) return undefined
  const [b, a] = [definitionOfDraft(written, currency), definitionOfDraft(stands, currency)]
  if (!b || !a || JSON.stringify(b[kind]) === JSON.stringify(a[kind])) return undefined
  switch (kind) {
    case 'incentive':
      return { incentive: b.incentive }
    case 'headings':
      return { headings: b.headings }
    case 'result':
      return { result: b.result }
    default:
      return kind satisfies never
  }
}

function ownPart(draft: Draft, kind: ChangeKind): Partial<Draft> {
  switch (kind) {
    case 'incentive':
      return { incentive: draft.incentive }
    case 'headings':
      return { headings: draft.headings }
    case 'result':
      return { resultKind: draft.resultKind, productIds: draft.productIds, collectionId: draft.collectionId }
    default:
      return kind satisfies never
  }
}
