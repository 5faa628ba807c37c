import type { BudgetAnswer } from '../budget/budget-answer.ts'
import type { Enrollment } from './enrollment.ts'
import type { Passed } from './step-kind.ts'
import type { TouchWish } from './touch-wish.ts'

/** A walk as it would have been. */
export interface SimulatedWalk {
  enrollment: Enrollment
  /** Whether its time came before the walked time was over. */
  wasDue: boolean
  passed: { at: Date; stepId: string; passed: Passed }[]
  /** The steps that it came to, also where it ended while it stood there. */
  came: Set<string>
  touches: Map<string, SimulatedTouch>
}

/** A touch that a walk wished for, all that the budget said of it, the last at the end. */
export interface SimulatedTouch {
  stepId: string
  wish: TouchWish
  wishedAt: Date
  said: { at: Date; answer: BudgetAnswer }[]
}
