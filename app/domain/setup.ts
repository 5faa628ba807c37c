import type { BudgetPolicy } from './budget/policy.ts'

/**
 * The kinds of history Encore takes in on install, in the order in which it does. Collections come in with them but are
 * no history: they are read again every day, and nobody is to see a finished import begin anew.
 */
export const importKinds = ['products', 'inventory', 'customers', 'orders'] as const
export type ImportKind = (typeof importKinds)[number]

/** How far one kind of history has come. */
export interface ImportProgress {
  kind: ImportKind
  status: 'not-begun' | 'waiting' | 'asking' | 'reading' | 'done' | 'failed'
  /** Products, stock items, customers or orders kept so far. */
  kept: number
  /** Between 0 and 1; nothing until Shopify has said how much there is. */
  share: number | undefined
}

/** What is known of one import run; see ImportRun in the schema. */
export interface ImportFacts {
  kind: string
  status: 'waiting' | 'asking' | 'reading' | 'done' | 'failed'
  objectsExpected: number
  linesRead: number
  recordsKept: number
}

/**
 * One step of the set-up guide. Every step is done by what happened, never by a click on it. The contact budget is there
 * from the beginning: the step says what holds.
 */
export type SetupStep =
  | { kind: 'connected'; isDone: true }
  | { kind: 'history'; isDone: boolean; imports: ImportProgress[] }
  | { kind: 'order-block'; isDone: boolean }
  | { kind: 'contact-budget'; isDone: true; budget: BudgetPolicy }
  | { kind: 'first-journey'; isDone: boolean }
  | { kind: 'first-order'; isDone: boolean }

export interface SetupFacts {
  imports: ImportFacts[]
  /** Whether an extension has ever asked for an offer. */
  hasOfferBeenAsked: boolean
  budget: BudgetPolicy
  /** Whether a journey was ever published. */
  hasPublishedJourney: boolean
  /** Whether an order was placed since Encore was installed. */
  hasOrderSinceInstall: boolean
}

/** The guide's steps in their fixed order. */
export function decideSetup(facts: SetupFacts): SetupStep[] {
  const { imports, hasOfferBeenAsked, budget, hasPublishedJourney, hasOrderSinceInstall } = facts
  const progress = importProgress(imports)
  return [
    { kind: 'connected', isDone: true },
    { kind: 'history', isDone: progress.every((run) => run.status === 'done'), imports: progress },
    { kind: 'order-block', isDone: hasOfferBeenAsked },
    { kind: 'contact-budget', isDone: true, budget },
    { kind: 'first-journey', isDone: hasPublishedJourney },
    { kind: 'first-order', isDone: hasOrderSinceInstall },
  ]
}

/** How far each kind of history has come, in the fixed order. */
export function importProgress(imports: ImportFacts[]): ImportProgress[] {
  return importKinds.map((kind) =>
    progressOf(
      kind,
      imports.find((run) => run.kind === kind),
    ),
  )
}

function progressOf(kind: ImportKind, run: ImportFacts | undefined): ImportProgress {
  if (!run) return { kind, status: 'not-begun', kept: 0, share: undefined }
  return { kind, status: run.status, kept: run.recordsKept, share: shareOf(run) }
}

function shareOf({ status, linesRead, objectsExpected }: ImportFacts): number | undefined {
  if (status === 'done') return 1
  if (objectsExpected === 0) return undefined
  return Math.min(1, linesRead / objectsExpected)
}
