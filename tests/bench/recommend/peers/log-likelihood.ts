import { neighbourMethod } from './neighbours.ts'
import type { Peer } from './peer.ts'

interface RatioSetting {
  neighboursMax: number
  /** Whether pairs bought together less often than by chance are left out, as Dunning advises for this use. */
  isAboveChanceOnly: boolean
}

const grid: readonly RatioSetting[] = [
  { neighboursMax: 100, isAboveChanceOnly: false },
  { neighboursMax: 20, isAboveChanceOnly: false },
  { neighboursMax: Number.POSITIVE_INFINITY, isAboveChanceOnly: false },
  { neighboursMax: 20, isAboveChanceOnly: true },
  { neighboursMax: 100, isAboveChanceOnly: true },
  { neighboursMax: 500, isAboveChanceOnly: true },
  { neighboursMax: Number.POSITIVE_INFINITY, isAboveChanceOnly: true },
]

/** Neighbours by how surely the two products are bought together more (or less) often than chance, summed. */
export const logLikelihood: Peer = {
  name: 'log-likelihood',
  source:
    'Log-likelihood ratio: Dunning, Computational Linguistics 1993; as in Apache Mahout (100 neighbours), summed.',
  settings: Object.fromEntries(
    grid.map((setting) => [
      `${setting.neighboursMax} neighbours${setting.isAboveChanceOnly ? ' above chance' : ''}`,
      () => method(setting),
    ]),
  ),
}

function method({ neighboursMax, isAboveChanceOnly }: RatioSetting) {
  return neighbourMethod({
    name: 'log-likelihood',
    neighboursMax,
    similarity: (pair, given, candidate, { orders }) => {
      if (isAboveChanceOnly && pair * orders <= given.count * candidate.count) return 0
      return ratio(
        pair,
        given.count - pair,
        candidate.count - pair,
        orders - given.count - candidate.count + pair,
      )
    },
  })
}

/** Dunning's G2 of a two by two table: orders with both, with one only, with the other only, with neither. */
export function ratio(both: number, one: number, other: number, neither: number): number {
  const rows = entropy(both + one, other + neither)
  const columns = entropy(both + other, one + neither)
  return Math.max(0, 2 * (rows + columns - entropy(both, one, other, neither)))
}

function entropy(...counts: number[]): number {
  const sum = counts.reduce((total, count) => total + count, 0)
  return counts.reduce((total, count) => total - timesLog(count), timesLog(sum))
}

function timesLog(count: number): number {
  return count > 0 ? count * Math.log(count) : 0
}
