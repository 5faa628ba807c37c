import type { Place } from './markets.ts'
import { places } from './places.ts'
import { type Random, random } from './random.ts'
import type { Address } from './types/customers.ts'

export type Band = 'cheap' | 'middle' | 'fine'
export type Method =
  | 'v60'
  | 'chemex'
  | 'aeropress'
  | 'kalita'
  | 'french-press'
  | 'moka'
  | 'espresso-machine'
  | 'tea'

/** One simulated person: what they are like, before they ever bought. */
export interface Person {
  index: number
  joinsAtMs: number
  place: Place
  firstName: string
  lastName: string
  email: string
  phone: string | null
  address: Address
  band: Band
  method: Method
  habit: 'regular' | 'occasional' | 'gifter' | 'once'
  /** Days between two coffee orders, for regulars. */
  rhythmDays: number
  isHeavyDrinker: boolean
  isLocal: boolean
  favourite: number
  acceptsMarketing: boolean
}

/** The nth person of this shop's town; the same every time. `label` tells crowds apart. */
export function person(
  seed: number,
  index: number,
  joinsAtMs: number,
  label = 'person',
  hasTeaOnly = false,
): Person {
  const chance = random(seed, label, index)
  const place = chance.weighted(places.map((each) => [each, each.weight] as const))
  const firstName = chance.pick(place.firstNames)
  const lastName = chance.pick(place.lastNames)
  const phone = chance.chance(0.4)
    ? `${place.phonePrefix}${String(chance.int(0, 9_999_999)).padStart(7, '0')}`
    : null
  return {
    index,
    joinsAtMs,
    place,
    firstName,
    lastName,
    email: `${label === 'person' ? '' : `${label}.`}${latin(firstName, lastName)}${index}@example.com`,
    phone,
    address: address(place, firstName, lastName, phone, chance),
    band: chance.weighted([
      ['cheap', 34],
      ['middle', 46],
      ['fine', 20],
    ]),
    method: hasTeaOnly ? 'tea' : chance.weighted(methods),
    habit: chance.weighted([
      ['regular', 30],
      ['occasional', 30],
      ['once', 30],
      ['gifter', 10],
    ]),
    rhythmDays: chance.int(20, 45),
    isHeavyDrinker: chance.chance(0.3),
    isLocal: place.country === 'DE' && chance.chance(0.25),
    favourite: chance.next(),
    acceptsMarketing: chance.chance(0.45),
  }
}

const methods: [Method, number][] = [
  ['v60', 24],
  ['aeropress', 18],
  ['espresso-machine', 16],
  ['chemex', 12],
  ['french-press', 12],
  ['moka', 12],
  ['kalita', 4],
  ['tea', 2],
]

export function address(
  place: Place,
  firstName: string,
  lastName: string,
  phone: string | null,
  chance: Random,
): Address {
  const [city, zip, province, provinceCode] = chance.pick(place.cities)
  return {
    firstName,
    lastName,
    address1: `${chance.pick(place.streets)} ${chance.int(1, 180)}`,
    city,
    zip,
    province,
    provinceCode,
    country: place.countryName,
    countryCode: place.country,
    phone,
  }
}

// Email addresses stay in ASCII; names that have none of it are left to the number.
function latin(firstName: string, lastName: string): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  return [plain(firstName), plain(lastName)].filter(Boolean).join('.') || 'customer'
}
