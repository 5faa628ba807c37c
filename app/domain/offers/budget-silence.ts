import type { BudgetReasonKind } from '../budget/budget-reason.ts'
import type { Silence } from './reason.ts'

type BudgetSilence = Extract<
  Silence['why'],
  'budget-used-up' | 'own-terms' | 'help-first' | 'held-out' | 'offers-off'
>

const silences: Record<BudgetReasonKind, BudgetSilence> = {
  'shop-cap-week': 'budget-used-up',
  'shop-cap-month': 'budget-used-up',
  'another-was-more-useful': 'budget-used-up',
  'no-room': 'budget-used-up',
  'too-late': 'budget-used-up',
  'quiet-hours': 'budget-used-up',
  'own-cap': 'own-terms',
  'paused-until': 'own-terms',
  never: 'own-terms',
  'topic-off': 'own-terms',
  'channel-off': 'own-terms',
  'channel-stopped': 'own-terms',
  'no-consent': 'own-terms',
  'no-address': 'own-terms',
  'not-connected': 'own-terms',
  gone: 'own-terms',
  'offers-off': 'offers-off',
  'open-matter': 'help-first',
  'held-out': 'held-out',
}

/** Why a page shows nothing, where the contact budget says no. */
export function budgetSilence(why: { kind: BudgetReasonKind }): BudgetSilence {
  return silences[why.kind]
}
