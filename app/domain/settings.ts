/** What the merchant chose. */
export interface ShopSettings {
  /** Days a worked delivery's row and raw body are kept before both are erased. */
  deliveriesKeptDays: number
}

/** What may be chosen for `deliveriesKeptDays`: enough to look into a mishap, not longer than anyone needs. */
export const deliveriesKeptDaysChoices = [7, 14, 30, 60, 90] as const

/** How long a delivery that was set aside waits for someone to try it again, whatever the merchant chose. */
export const asideKeptDays = 90

const defaults: ShopSettings = { deliveriesKeptDays: 30 }

/** The settings kept as JSON with the shop. What is missing or does not fit falls back to its default. */
export function parseSettings(stored: unknown): ShopSettings {
  const kept = isRecord(stored) ? keptDays(stored.deliveriesKeptDays) : undefined
  return { deliveriesKeptDays: kept ?? defaults.deliveriesKeptDays }
}

/** The days, if they are one of the choices. Text is read as a number, as forms send it. */
export function keptDays(value: unknown): number | undefined {
  const days = typeof value === 'string' ? Number(value) : value
  return deliveriesKeptDaysChoices.find((choice) => choice === days)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
