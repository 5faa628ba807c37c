// Protocol A2 run: our own answer to "what will this customer want next" beside the peers, on one shop.
import { pairedBootstrap } from './bootstrap.ts'
import { nextOurs } from './next-ours.ts'
import { nextPeers } from './next-peers/all.ts'
import type { NextPeer } from './next-peers/next-peer.ts'
import {
  type NextCase,
  type NextMethod,
  type NextOutcomes,
  type NextTask,
  nextCases,
  nextTasks,
  runNext,
} from './next-protocol.ts'
import { type ShopOrders, splitByTime, type Trial, validationOf } from './protocol.ts'

/** One row of the bench's `next`. All but `recall` and the percentages are NDCG@10, mean over customers. */
export interface NextEntry {
  name: string
  task: NextTask
  ours: number
  /** Recall@10 of ours. */
  recall: number
  peers: Record<string, number>
  /** Recall@10 of each peer. */
  peerRecalls: Record<string, number>
  /** The setting that the last tenth of train chose for each peer. */
  settings: Record<string, string>
  bestPeer: string
  /** (ours - best) / best in percent, with the 95 % interval's ends. */
  differencePercent: number
  low: number
  high: number
  customers: number
}

/** With fewer customers to ask than this a shop says nothing of what they want next. */
const customersMin = 30
/** With fewer customers to choose by, chance would choose: the source's own default, the first setting, is taken. */
const validationCustomersMin = 50

/**
 * Both tasks on one shop; none where protocol A2 does not apply because too few customers with a name came back after T.
 * `tell` hears each method as it is done. The same orders always give the same entries.
 */
export function nextEntries(shop: ShopOrders, tell: (line: string) => void = () => {}): NextEntry[] {
  const trial = splitByTime(shop)
  const cases = nextCases(trial)
  if (cases.length < customersMin) return []
  const timed = (name: string, work: () => NextOutcomes) => {
    const started = performance.now()
    const outcomes = work()
    const figures = nextTasks.map((task) => `${task} ${mean(outcomes[task].gains).toFixed(4)}`).join(', ')
    tell(
      `${shop.shop.name}, next: ${name}: ${figures} (${((performance.now() - started) / 1_000).toFixed(0)} s)`,
    )
    return outcomes
  }
  const settings: Record<string, string> = {}
  const peers = nextPeers.map((peer) => {
    const outcomes = timed(peer.name, () => {
      const { setting, make } = chooseNextSetting(peer, trial)
      settings[peer.name] = setting
      return runNext(make(), trial, cases)
    })
    return { name: peer.name, outcomes }
  })
  const ours = timed('Encore', () => runNext(nextOurs(), trial, cases))
  return nextTasks.map((task) => ({ ...entryOf(shop.shop.name, task, ours, peers), settings }))
}

/** The setting with the best NDCG@10 of the repeat task on the last tenth of train; of equals the first. */
export function chooseNextSetting(peer: NextPeer, trial: Trial): { setting: string; make: () => NextMethod } {
  const choices = Object.entries(peer.settings).map(([setting, make]) => ({ setting, make }))
  const [first] = choices
  if (!first) throw new Error(`The peer ${peer.name} must have a setting.`)
  const validation = validationOf(trial)
  const cases = nextCases(validation)
  if (choices.length === 1 || cases.length < validationCustomersMin) return first
  const scored = choices.map((choice) => ({ choice, gain: gainOf(choice.make(), validation, cases) }))
  return scored.reduce((best, each) => (each.gain > best.gain ? each : best)).choice
}

function gainOf(method: NextMethod, validation: Trial, cases: NextCase[]): number {
  const outcomes = runNext(method, validation, cases)
  return mean(outcomes[tuningTask(method.name)].gains)
}

/** User EASE says nothing of what was bought before. */
function tuningTask(name: string): NextTask {
  return name === 'user EASE' ? 'new' : 'repeat'
}

function entryOf(
  name: string,
  task: NextTask,
  ours: NextOutcomes,
  peers: readonly { name: string; outcomes: NextOutcomes }[],
): Omit<NextEntry, 'settings'> {
  const figures = peers.map((peer) => [peer.name, mean(peer.outcomes[task].gains)] as const)
  const [bestPeer] = figures.reduce((best, each) => (each[1] > best[1] ? each : best))
  const best = peers.find((peer) => peer.name === bestPeer)?.outcomes[task].gains ?? []
  return {
    name,
    task,
    ours: mean(ours[task].gains),
    recall: mean(ours[task].recalls),
    peers: Object.fromEntries(figures),
    peerRecalls: Object.fromEntries(peers.map((peer) => [peer.name, mean(peer.outcomes[task].recalls)])),
    bestPeer,
    ...pairedBootstrap(ours[task].gains, best),
    customers: ours[task].gains.length,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
