/** How often a shop may be in touch with one customer, and when; what every touch on every channel is held to. */
export interface BudgetPolicy {
  /** At most so many in any 7 days, and in any 30. Nothing goes at all where one of them is 0. */
  weekMax: number
  monthMax: number
  /** No message from this hour on, until that one, 0 to 23 in the customer's zone; twice the same hour: at any hour. */
  quietFromHour: number
  quietUntilHour: number
  /** So many days after a refund help alone is said. */
  helpFirstDays: number
}

/** What holds until the merchant chooses otherwise. */
export const usualPolicy: BudgetPolicy = {
  weekMax: 2,
  monthMax: 5,
  quietFromHour: 21,
  quietUntilHour: 9,
  helpFirstDays: 7,
}

/** The most that can be chosen: a cap above these would be none. */
export const policyMost = { weekMax: 7, monthMax: 30, hour: 23, helpFirstDays: 60 } as const
