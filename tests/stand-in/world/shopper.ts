import { basket, type Cupboard, merged, type Purchase } from './baskets.ts'
import type { Person } from './people.ts'
import { type Random, random } from './random.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * All this person will ever buy, in the order of time. Structure, not noise: equipment comes with what it
 * needs, coffee runs out at the person's own pace, filters at a slower one, gifts come before holidays, and
 * people stay within what they are used to spend.
 */
export function* purchases(seed: number, person: Person): Generator<Purchase> {
  const chance = random(seed, 'purchases', person.email)
  const cupboard: Cupboard = { owns: new Set(), filtersAtMs: 0, cleaningAtMs: 0 }
  let atMs = person.habit === 'gifter' ? nextGiftSeason(person.joinsAtMs, chance) : person.joinsAtMs
  for (let visit = 0; ; visit += 1) {
    const isGift = person.habit === 'gifter' || (isGiftSeason(atMs) && chance.chance(0.25))
    const lines = basket(person, cupboard, visit, atMs, isGift, chance)
    yield {
      atMs,
      lines: merged(lines),
      discountCode: discountCode(visit, atMs, chance),
      isGift: isGift && person.habit === 'gifter',
      isPos: person.isLocal && chance.chance(0.6),
    }
    if (chance.chance(leaves[person.habit])) return
    atMs = evening(nextVisit(person, atMs, chance), person.place.utcHours, chance)
  }
}

/** A visit out of the blue, beside the person's own rhythm: what somebody like this would take today. */
export function spontaneous(person: Person, atMs: number, chance: Random): Purchase {
  const cupboard: Cupboard = { owns: new Set(), filtersAtMs: atMs + dayMs, cleaningAtMs: atMs + dayMs }
  const visit = chance.chance(0.45) ? 0 : 1
  const lines = merged(basket(person, cupboard, visit, atMs, false, chance))
  return { atMs, lines, discountCode: null, isGift: false, isPos: false }
}

const leaves = { regular: 0.055, occasional: 0.2, gifter: 0.4, once: 0.93 }

function nextVisit(person: Person, atMs: number, chance: Random): number {
  if (person.habit === 'gifter') return nextGiftSeason(atMs + 5 * dayMs, chance)
  const days =
    person.habit === 'regular'
      ? Math.max(8, chance.normal(person.rhythmDays, person.rhythmDays * 0.16))
      : 30 + chance.wait(70)
  return atMs + days * dayMs
}

// People shop in the evening of where they live.
function evening(atMs: number, utcHours: number, chance: Random): number {
  const day = Math.floor(atMs / dayMs) * dayMs
  const local = Math.min(23.9, Math.max(6, chance.normal(18.5, 3.2)))
  return Math.max(atMs - dayMs / 2, Math.round(day + (local - utcHours) * hourMs))
}

const giftSeasons: [month: number, firstDay: number, lastDay: number][] = [
  [1, 7, 13],
  [4, 2, 9],
  [5, 10, 18],
  [10, 24, 30],
  [11, 1, 19],
]

function isGiftSeason(atMs: number): boolean {
  const date = new Date(atMs)
  return giftSeasons.some(
    ([month, first, last]) =>
      date.getUTCMonth() === month && date.getUTCDate() >= first && date.getUTCDate() <= last,
  )
}

function nextGiftSeason(afterMs: number, chance: Random): number {
  const year = new Date(afterMs).getUTCFullYear()
  const starts = [year, year + 1].flatMap((each) =>
    giftSeasons.map(([month, first, last]) => ({
      atMs: Date.UTC(each, month, first),
      days: last - first,
      isChristmas: month >= 10,
    })),
  )
  const coming = starts.filter((season) => season.atMs > afterMs)
  const christmas = coming.find((season) => season.isChristmas)
  const season = (chance.chance(0.6) ? christmas : coming[0]) ?? coming[0]
  return (season?.atMs ?? afterMs + 90 * dayMs) + chance.next() * (season?.days ?? 7) * dayMs
}

function discountCode(visit: number, atMs: number, chance: Random): string | null {
  const date = new Date(atMs)
  const isSale = date.getUTCMonth() === 10 && date.getUTCDate() >= 22
  if (isSale && chance.chance(0.55)) return 'BLACKBEAN15'
  return visit === 0 && chance.chance(0.25) ? 'WELCOME10' : null
}
