// The bench's work in pieces that know nothing of each other, so that every processor has one.
import { type ColdStart, coldStartOrders, runColdStart } from './cold-start.ts'
import { type Run, runOurs, runPeer } from './compare.ts'
import type { Mode } from './metrics.ts'
import { type NextEntry, nextEntries } from './next.ts'
import { ours } from './ours.ts'
import { peers } from './peers/all.ts'
import { splitByTime } from './protocol.ts'
import type { ShopFile } from './shops.ts'

/** `method` is a peer's name, or undefined for our own. */
export type Job =
  | { kind: 'run'; shop: string; method: string | undefined }
  | { kind: 'cold'; shop: string; orders: number }
  | { kind: 'next'; shop: string }

export type JobResult =
  | { kind: 'run'; shop: string; run: Run }
  | { kind: 'cold'; rows: ColdStart[] }
  | { kind: 'next'; rows: NextEntry[] }

export const modes: readonly Mode[] = ['frozen', 'live']

/** All of a shop's work, the longest first, so that no processor is left with it at the end. */
export function jobsOf({ shop: { name } }: ShopFile): Job[] {
  const longest = ['SLIM', undefined, 'weighted EASE', 'EASE']
  const others = peers.map((peer) => peer.name).filter((name) => !longest.includes(name))
  return [
    ...[...longest, ...others.reverse()].map((method) => ({ kind: 'run', shop: name, method }) as const),
    ...coldStartOrders.map((orders) => ({ kind: 'cold', shop: name, orders }) as const),
    { kind: 'next', shop: name },
  ]
}

/** Does one piece. The same piece of the same orders always ends the same. */
export function doJob(job: Job, shop: ShopFile): JobResult {
  switch (job.kind) {
    case 'run':
      return { kind: 'run', shop: job.shop, run: runOf(shop, job.method) }
    case 'cold':
      return { kind: 'cold', rows: runColdStart(shop, job.orders, ours, peers) }
    case 'next':
      return { kind: 'next', rows: shop.shop.hasDays && shop.customers > 0 ? nextEntries(shop) : [] }
  }
  return job satisfies never
}

/** What was done, for people. */
export function nameOf(job: Job): string {
  switch (job.kind) {
    case 'run':
      return `${job.shop}: ${job.method ?? 'Encore'}`
    case 'cold':
      return `${job.shop}: the first ${job.orders} orders`
    case 'next':
      return `${job.shop}: the next order`
  }
  return job satisfies never
}

function runOf(shop: ShopFile, method: string | undefined): Run {
  const trial = splitByTime(shop)
  if (method === undefined) return runOurs(ours(), trial, modes)
  const peer = peers.find(({ name }) => name === method)
  if (!peer) throw new Error(`There must be a peer named ${method}.`)
  return runPeer(peer, trial, peer.isFrozenOnly ? ['frozen'] : modes)
}
