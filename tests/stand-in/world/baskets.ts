import type { Band, Method, Person } from './people.ts'
import type { Random } from './random.ts'

/** One visit that ends in a purchase. Handles and variant positions, so that it needs no live stock. */
export interface Purchase {
  atMs: number
  lines: { handle: string; variant: number; quantity: number }[]
  discountCode: string | null
  isGift: boolean
  isPos: boolean
}

/** What a person has at home, and how long it lasts. */
export interface Cupboard {
  owns: Set<string>
  filtersAtMs: number
  cleaningAtMs: number
}

const dayMs = 86_400_000

type Lines = Purchase['lines']
const line = (handle: string, variant = 0, quantity = 1) => ({ handle, variant, quantity })

/** What this person takes today. */
export function basket(
  person: Person,
  cupboard: Cupboard,
  visit: number,
  atMs: number,
  isGift: boolean,
  chance: Random,
): Lines {
  if (person.habit === 'gifter') return gifts(person, chance)
  const lines: Lines = []
  if (visit === 0 && chance.chance(0.42)) lines.push(...firstBrewer(person, cupboard, atMs, chance))
  if (visit > 0 || chance.chance(0.75) || lines.length === 0) lines.push(...drinks(person, atMs, chance))
  lines.push(...supplies(person, cupboard, visit, atMs, chance))
  if (chance.chance(0.05)) lines.push(...upgrade(person, cupboard, atMs, chance))
  if (isGift) lines.push(...gifts(person, chance).slice(0, 1))
  return lines
}

const brewers: Partial<Record<Method, [string, number]>> = {
  v60: ['v60-dripper', 2],
  chemex: ['chemex', 2],
  aeropress: ['aeropress', 1],
  kalita: ['kalita-wave', 1],
  'french-press': ['french-press', 1],
  moka: ['moka-pot', 2],
}
const papers: Partial<Record<Method, string>> = {
  v60: 'v60-filters',
  chemex: 'chemex-filters',
  aeropress: 'aeropress-filters',
  kalita: 'kalita-filters',
}

function firstBrewer(person: Person, cupboard: Cupboard, atMs: number, chance: Random): Lines {
  if (person.method === 'espresso-machine') return firstMachine(person, cupboard, atMs, chance)
  const brewer = brewers[person.method]
  if (!brewer) return []
  const [handle, variants] = brewer
  const lines = [line(handle, chance.int(0, variants - 1))]
  const paper = papers[person.method]
  if (paper && chance.chance(0.72)) {
    lines.push(line(paper))
    cupboard.filtersAtMs = atMs + chance.int(85, 125) * dayMs
  }
  if (person.method === 'v60' && chance.chance(0.22)) lines.push(line('gooseneck-kettle', chance.int(0, 1)))
  if (person.method === 'chemex' && chance.chance(0.2)) lines.push(line('bamboo-stirrer'))
  if (person.method === 'aeropress' && chance.chance(0.14)) lines.push(line('metal-filter-aeropress'))
  if (person.band !== 'cheap' && chance.chance(0.16)) lines.push(line('brew-scale'))
  cupboard.owns.add(handle)
  return lines
}

function firstMachine(person: Person, cupboard: Cupboard, atMs: number, chance: Random): Lines {
  const lines = [line(person.band === 'fine' ? 'lever-espresso-machine' : 'compact-espresso-machine')]
  for (const [handle, share] of [
    ['tamper', 0.4],
    ['milk-pitcher', 0.45],
    ['knock-box', 0.3],
    ['espresso-cups', 0.3],
    ['descaler', 0.35],
  ] as const)
    if (chance.chance(share)) lines.push(line(handle))
  cupboard.owns.add('espresso-machine')
  cupboard.cleaningAtMs = atMs + chance.int(100, 160) * dayMs
  return lines
}

const coffee: Record<'filter' | 'espresso', Record<Band, string[]>> = {
  filter: {
    cheap: ['house-blend', 'brazil-fazenda'],
    middle: ['colombia-huila', 'guatemala-antigua', 'peru-cajamarca', 'ethiopia-sidamo', 'rwanda-kivu'],
    fine: ['ethiopia-yirgacheffe', 'kenya-nyeri', 'costa-rica-honey', 'panama-geisha'],
  },
  espresso: {
    cheap: ['morning-ritual', 'berlin-nights'],
    middle: ['crema-classica', 'honduras-marcala', 'sumatra-mandheling'],
    fine: ['espresso-nouveau'],
  },
}

function drinks(person: Person, atMs: number, chance: Random): Lines {
  if (person.method === 'tea') return [line(chance.pick(['earl-grey', 'rooibos']), chance.int(0, 0))]
  const shelf = coffee[isEspresso(person.method) ? 'espresso' : 'filter'][bandToday(person, chance)]
  const favourite = shelf[Math.floor(person.favourite * shelf.length)] ?? 'house-blend'
  const seasonal = seasonalCoffee(atMs, person, chance)
  const handle = seasonal ?? (chance.chance(0.6) ? favourite : chance.pick(shelf))
  const lines = [person.isHeavyDrinker ? line(handle, 1) : line(handle, 0, chance.int(1, 2))]
  if (chance.chance(0.3)) lines.push(line(chance.pick(shelf), 0))
  if (chance.chance(0.06)) lines.push(line(isEspresso(person.method) ? 'decaf-espresso' : 'decaf-colombia'))
  return lines
}

function isEspresso(method: Method): boolean {
  return method === 'espresso-machine' || method === 'moka'
}

function bandToday(person: Person, chance: Random): Band {
  if (!chance.chance(0.12)) return person.band
  return person.band === 'middle' ? chance.pick(['cheap', 'fine']) : 'middle'
}

function seasonalCoffee(atMs: number, person: Person, chance: Random): string | null {
  const month = new Date(atMs).getUTCMonth()
  if ((month === 10 || month === 11 || month === 0) && chance.chance(0.22)) return 'winter-blend'
  const isSummer = month >= 5 && month <= 7 && !isEspresso(person.method)
  return isSummer && chance.chance(0.22) ? 'cold-brew-blend' : null
}

function supplies(person: Person, cupboard: Cupboard, visit: number, atMs: number, chance: Random): Lines {
  const lines: Lines = []
  const paper = papers[person.method]
  const isFirst = visit === 0 && cupboard.filtersAtMs === 0
  if (isFirst) cupboard.filtersAtMs = atMs + chance.int(5, 100) * dayMs
  if (paper && !isFirst && atMs >= cupboard.filtersAtMs - 10 * dayMs) {
    lines.push(line(paper, 0, chance.chance(0.2) ? 2 : 1))
    cupboard.filtersAtMs = atMs + chance.int(85, 125) * dayMs
  }
  if (cupboard.owns.has('espresso-machine') && atMs >= cupboard.cleaningAtMs) {
    lines.push(line(chance.pick(['descaler', 'group-cleaner'])))
    cupboard.cleaningAtMs = atMs + chance.int(110, 190) * dayMs
  }
  return lines
}

function upgrade(person: Person, cupboard: Cupboard, atMs: number, chance: Random): Lines {
  const grinder = { cheap: 'travel-grinder', middle: 'hand-grinder', fine: 'electric-grinder' }[person.band]
  const wish = chance.weighted<string>([
    [grinder, cupboard.owns.has(grinder) ? 0 : 4],
    ['brew-scale', cupboard.owns.has('brew-scale') ? 0 : 2],
    ['gooseneck-kettle', cupboard.owns.has('gooseneck-kettle') ? 0 : 2],
    ['coffee-canister', 2],
    ['stoneware-cup', 3],
    ['cleaning-brush', 1],
    [
      new Date(atMs).getUTCMonth() >= 4 && new Date(atMs).getUTCMonth() <= 6 ? 'cold-brew-jug' : 'glass-mug',
      2,
    ],
  ])
  cupboard.owns.add(wish)
  const lines = [line(wish)]
  if (wish === grinder && chance.chance(0.5)) lines.push(line('grinder-tablets'))
  if (wish === 'cold-brew-jug' && chance.chance(0.6)) lines.push(line('cold-brew-blend'))
  return lines
}

const presents: Record<Band, string[]> = {
  cheap: ['glass-mug', 'drinking-chocolate', 'tasting-box'],
  middle: ['stoneware-cup', 'tasting-box', 'how-to-brew', 'travel-mug', 'espresso-cups', 'gift-card'],
  fine: ['advent-box', 'gift-card', 'chemex', 'espresso-cups', 'panama-geisha'],
}

function gifts(person: Person, chance: Random): Lines {
  const handle = chance.pick(presents[person.band])
  const variant =
    handle === 'gift-card' ? chance.int(0, 2) : handle === 'stoneware-cup' ? chance.int(0, 2) : 0
  const lines = [line(handle, variant, handle === 'stoneware-cup' ? 2 : 1)]
  if (handle === 'chemex' && chance.chance(0.6)) lines.push(line('chemex-filters'))
  if (chance.chance(0.25)) lines.push(line('drinking-chocolate'))
  return lines
}

/** Each thing once, with its whole quantity. */
export function merged(lines: Lines): Lines {
  const byKey = new Map<string, Lines[number]>()
  for (const each of lines) {
    const key = `${each.handle}/${each.variant}`
    const there = byKey.get(key)
    if (there) there.quantity += each.quantity
    else byKey.set(key, { ...each })
  }
  return [...byKey.values()]
}
