import type { Enrollment } from '../../domain/journeys/enrollment.ts'
import type { PastWalks } from '../../domain/journeys/facts.ts'
import type { WalksThrough } from '../../store/enrollments.server.ts'

/** How customers walk journeys, kept up with what is decided of one after the other. */
export interface PastBook {
  /** The customer's other walks through the same journey. */
  of(enrollment: Enrollment): PastWalks
  /** Notes how a walk stands now. */
  note(enrollment: Enrollment): void
}

/** Makes the book from what was known before the batch. */
export function createPastBook(known: readonly WalksThrough[]): PastBook {
  const pages = new Map<string, { active: Set<string>; lastEnteredAt: Date | undefined }>()
  const pageOf = (customerId: string, journeyId: string) => {
    const name = `${journeyId} ${customerId}`
    const page = pages.get(name) ?? { active: new Set<string>(), lastEnteredAt: undefined }
    pages.set(name, page)
    return page
  }
  for (const { customerId, journeyId, activeIds, lastEnteredAt } of known) {
    const page = pageOf(customerId, journeyId)
    page.lastEnteredAt = lastEnteredAt
    for (const id of activeIds) page.active.add(id)
  }
  return {
    of: ({ id, customerId, journeyId }) => {
      const { active, lastEnteredAt } = pageOf(customerId, journeyId)
      return { isWalking: [...active].some((each) => each !== id), lastEnteredAt }
    },
    note: ({ id, customerId, journeyId, standing, enteredAt }) => {
      const page = pageOf(customerId, journeyId)
      if (standing.status === 'active') page.active.add(id)
      else page.active.delete(id)
      if (enteredAt && (!page.lastEnteredAt || enteredAt > page.lastEnteredAt)) page.lastEnteredAt = enteredAt
    },
  }
}
