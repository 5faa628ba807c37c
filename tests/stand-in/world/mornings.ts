import type { Happening } from './happenings.ts'
import { random } from './random.ts'
import { keepCustomer, type State } from './state.ts'

const dayMs = 86_400_000
const openingMs = 6 * 3_600_000
const lowStock = 40
const restockTo = 320
const soldOutDays = 6

/** When the roastery next opens: six in the morning, UTC. */
export function nextMorning(afterMs: number): number {
  const today = Math.floor(afterMs / dayMs) * dayMs + openingMs
  return today > afterMs ? today : today + dayMs
}

/** What each morning brings: low shelves filled up, now and then a customer who changes their mind about emails. */
export function morning(state: State, atMs: number): Happening[] {
  const low = [...state.variants.values()].filter((variant) => {
    const isFreshlySoldOut = variant.inventory <= 0 && variant.stockAtMs > atMs - soldOutDays * dayMs
    return variant.tracked && variant.inventory < lowStock && !isFreshlySoldOut
  })
  for (const variant of low) Object.assign(variant, { inventory: restockTo, stockAtMs: atMs })
  if (low.length > 0) state.version += 1
  const changed = changeOfMind(state, atMs)
  return [...(low.length > 0 ? [{ kind: 'stock-changed' as const, variants: low }] : []), ...changed]
}

function changeOfMind(state: State, atMs: number): Happening[] {
  const chance = random(state.seed, 'morning', atMs)
  if (!chance.chance(0.3) || state.customers.size === 0) return []
  const before = chance.pick([...state.customers.values()])
  const emailConsent = before.emailConsent === 'subscribed' ? 'unsubscribed' : 'subscribed'
  const customer = { ...before, emailConsent, consentAtMs: atMs, updatedAtMs: atMs } as const
  keepCustomer(state, customer)
  return [{ kind: 'consent-changed', customer }]
}
