// Rule 8: what each method makes of a shop's first orders.
import { type Difference, percentAbove } from './bootstrap.ts'
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
  /** Undefined where EASE has nothing right. */
  timesEase: number | undefined
}

/** The sizes of train that are asked for. */
export const coldStartOrders = [50, 200, 1_000]

const testOrders = 3_000
const simpleNames = ['popularity', 'counts', 'confidence']

/** Both baskets after so many orders; nothing where the shop has no more. */
export function runColdStart(
  shop: ShopOrders,
  orders: number,
  ours: () => Method,
  peers: readonly Peer[],
): ColdStart[] {
  const trial = coldStart(shop, orders, testOrders)
  if (trial.cases.every((each) => each === undefined)) return []
  const runs = peers.map((peer) => runPeer(peer, trial, ['frozen']))
  const rows = compare(shop.shop.name, runOurs(ours(), trial, ['frozen']), runs, ['frozen'])
  const hasTitles = trial.shop.products.some(({ title }) => title !== undefined)
  return rows.map((row) => coldRow(row, orders, hasTitles))
}

function coldRow(row: Comparison, orders: number, hasTitles: boolean): ColdStart {
  const figureOf = (name: string) => row.peers[name] ?? 0
  const bestSimple = simpleNames.reduce((best, each) => (figureOf(each) > figureOf(best) ? each : best))
  const { name, basket, cases, ours, peers, bestPeer, differencePercent, low, high } = row
  const aboveSimplePercent = percentAbove(ours, figureOf(bestSimple))
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
    timesEase: figureOf('EASE') > 0 ? ours / figureOf('EASE') : undefined,
  }
}
