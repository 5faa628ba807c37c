import type { ArmMoney, JourneyMoney } from '../../app/domain/proof/lift.ts'

/** Mulberry32: a small generator with a seed. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let next = Math.imul(state ^ (state >>> 15), 1 | state)
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next
    return ((next ^ (next >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How customers of a made-up journey come and buy. */
export interface MadeUpJourney {
  /** Left alone of a hundred, on that day. */
  percent: (day: number) => number
  entriesPerDay: number
  /** The chance to buy in the window of who is left alone, on that day; and how much is added to it for the reached. */
  rate: (day: number) => number
  lift?: number
  /** How much the logarithm of what is spent varies by: 1 is usual for shops, 1.4 very uneven. */
  sigma?: number
}

const medianMinor = 4_000
const capShare = 0.99

/** A journey whose windows have passed, one day of entries after the other. */
export function madeUpJourney(seed: number, made: MadeUpJourney) {
  const chance = generator(seed)
  const bought: { minor: number; arm: ArmMoney }[] = []
  const strata = new Map<number, { reached: ArmMoney; leftAlone: ArmMoney }>()
  return {
    /** Takes in a day, and says what is known then, as the database would. */
    after(day: number): JourneyMoney {
      const percent = made.percent(day)
      const arms = strata.get(percent) ?? { reached: nobody(), leftAlone: nobody() }
      strata.set(percent, arms)
      for (let entry = 0; entry < made.entriesPerDay; entry += 1) {
        const isLeftAlone = chance() * 100 < percent
        const arm = isLeftAlone ? arms.leftAlone : arms.reached
        arm.customers += 1
        if (chance() >= made.rate(day) + (isLeftAlone ? 0 : (made.lift ?? 0))) continue
        const minor = spentMinor(chance, made.sigma ?? 1)
        arm.buyers += 1
        arm.totalMinor += minor
        arm.squares += minor * minor
        insert(bought, { minor, arm })
      }
      return capped(strata, bought)
    },
  }
}

function nobody(): ArmMoney {
  return { customers: 0, buyers: 0, totalMinor: 0, squares: 0 }
}

/** Few spend much: a logarithm that is bell-shaped (Box and Muller 1958). */
function spentMinor(chance: () => number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  return Math.round(medianMinor * Math.exp(sigma * normal))
}

type Bought = { minor: number; arm: ArmMoney }

function insert(bought: Bought[], one: Bought): void {
  let [from, to] = [0, bought.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((bought[middle]?.minor ?? 0) < one.minor) from = middle + 1
    else to = middle
  }
  bought.splice(from, 0, one)
}

/** What the database says: sums in which nobody counts with more than the 99th of a hundred buyers. */
function capped(
  strata: ReadonlyMap<number, { reached: ArmMoney; leftAlone: ArmMoney }>,
  bought: readonly Bought[],
): JourneyMoney {
  const place = Math.ceil(capShare * bought.length) - 1
  const capMinor = bought[place]?.minor ?? 0
  const less = new Map<ArmMoney, ArmMoney>()
  for (let at = place + 1; at < bought.length; at += 1) {
    const { minor, arm } = bought[at] ?? { minor: capMinor, arm: nobody() }
    const sums = less.get(arm) ?? { ...arm }
    sums.totalMinor -= minor - capMinor
    sums.squares -= minor * minor - capMinor * capMinor
    less.set(arm, sums)
  }
  const shown = (arm: ArmMoney) => less.get(arm) ?? { ...arm }
  return {
    strata: [...strata].map(([percent, { reached, leftAlone }]) => ({
      percent,
      reached: shown(reached),
      leftAlone: shown(leftAlone),
    })),
    capMinor,
    leftAloneEver: [...strata.values()].reduce((sum, { leftAlone }) => sum + leftAlone.customers, 0),
    since: undefined,
  }
}
