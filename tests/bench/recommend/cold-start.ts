// Rule 8: what each method makes of a shop's first orders.
import type { Difference } from './bootstrap.ts'
import { type Comparison, compare, runOurs, runPeer } from './compare.ts'
import type { Peer } from './peers/peer.ts'
import { type BasketKind, coldStart, type Method, type ShopOrders } from './protocol.ts'

export interface ColdStart {
  name: string
  /** Orders of train. */
  orders: number
  basket: BasketKind
  cases: number
  hasTitles: boolean
  ours: number
  peers: Record<string, number>
  bestPeer: string
  /** Ours against that best peer. */
  toBestPeer: Difference
  /** The best of what anybody could count by hand: popularity, counts, confidence. */
  bestSimple: string
  /** How far ours is above `bestSimple`, in percent of it. */
  aboveSimplePercent: number
  timesEase: number
}

const trainOrders = [50, 200, 1_000]
const testOrders = 3_000
const simpleNames = ['popularity', 'counts', 'confidence']

/** Both baskets at 50, 200 and 1,000 orders; a shop with fewer orders than train and one more is left out. */
export function runColdStart(
  shop: ShopOrders,
  ours: () => Method,
  peers: readonly Peer[],
  told: (text: string) => void,
): ColdStart[] {
  return trainOrders
    .filter((count) => count < shop.orders.length)
    .flatMap((count) => {
      const started = performance.now()
      const trial = coldStart(shop, count, testOrders)
      const runs = peers.map((peer) => runPeer(peer, trial, ['frozen']))
      const rows = compare(shop.shop.name, runOurs(ours(), trial, ['frozen']), runs, ['frozen'])
      told(`first ${count} orders: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
      const hasTitles = trial.shop.products.some(({ title }) => title !== undefined)
      return rows.filter(({ cases }) => cases > 0).map((row) => coldRow(row, count, hasTitles))
    })
}

function coldRow(row: Comparison, orders: number, hasTitles: boolean): ColdStart {
  const figureOf = (name: string) => row.peers[name] ?? 0
  const bestSimple = simpleNames.reduce((best, each) => (figureOf(each) > figureOf(best) ? each : best))
  const { name, basket, cases, ours, peers, bestPeer, differencePercent, low, high } = row
  const aboveSimplePercent = (100 * (ours - figureOf(bestSimple))) / (figureOf(bestSimple) || 1)
  return {
    name,
    orders,
    basket,
    cases,
    hasTitles,
    ours,
    peers,
    bestPeer,
    toBestPeer: { differencePercent, low, high },
    bestSimple,
    aboveSimplePercent,
    timesEase: ours / (figureOf('EASE') || Number.NaN),
  }
}
