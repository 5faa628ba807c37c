// Our method beside the peers on one trial.
import { type Difference, pairedBootstrap } from './bootstrap.ts'
import { gainAt, type Metrics, type Mode, metricsOf, type Outcomes, runBoth, runFrozen } from './metrics.ts'
import type { Peer } from './peers/peer.ts'
import { type BasketKind, basketKinds, type Method, type Trial } from './protocol.ts'
import { chooseSetting } from './tuning.ts'

/** One method's outcomes on one trial. */
export interface Run {
  name: string
  setting: string
  outcomes: Partial<Record<Mode, Outcomes>>
  seconds: number
}

/** One row of the answer: our figure beside every peer's. NDCG@10 throughout. */
export interface Comparison extends Difference {
  name: string
  basket: BasketKind
  mode: Mode
  cases: number
  ours: number
  peers: Record<string, number>
  bestPeer: string
  /** All figures of every method, ours included. */
  metrics: Record<string, Metrics>
}

/** Runs a peer with the setting that its validation chose. */
export function runPeer(peer: Peer, trial: Trial, modes: readonly Mode[]): Run {
  const started = performance.now()
  const { setting, make } = chooseSetting(peer, trial)
  const outcomes = runModes(make(), trial, modes)
  return { name: peer.name, setting, outcomes, seconds: (performance.now() - started) / 1_000 }
}

/** Runs our method, which brings its own settings. */
export function runOurs(method: Method, trial: Trial, modes: readonly Mode[]): Run {
  const started = performance.now()
  const outcomes = runModes(method, trial, modes)
  return { name: method.name, setting: '', outcomes, seconds: (performance.now() - started) / 1_000 }
}

/** Ours against the peer with the highest NDCG@10, for each basket and mode that was run. */
export function compare(
  name: string,
  ours: Run,
  peers: readonly Run[],
  modes: readonly Mode[],
): Comparison[] {
  return modes.flatMap((mode) => basketKinds.map((basket) => compareOne(name, ours, peers, mode, basket)))
}

function compareOne(
  name: string,
  ours: Run,
  allPeers: readonly Run[],
  mode: Mode,
  basket: BasketKind,
): Comparison {
  const peers = allPeers.filter(({ outcomes }) => outcomes[mode] !== undefined)
  const gains = new Map([ours, ...peers].map((run) => [run.name, gainsOf(run, mode, basket)]))
  const figures = peers.map((run) => [run.name, mean(gains.get(run.name) ?? [])] as const)
  const [bestPeer] = figures.reduce((best, each) => (each[1] > best[1] ? each : best))
  const ourGains = gains.get(ours.name) ?? []
  return {
    name,
    basket,
    mode,
    cases: ourGains.length,
    ours: mean(ourGains),
    peers: Object.fromEntries(figures),
    bestPeer,
    ...pairedBootstrap(ourGains, gains.get(bestPeer) ?? []),
    metrics: Object.fromEntries(
      [ours, ...peers].map((run) => [run.name, metricsOf(outcomeOf(run, mode, basket))]),
    ),
  }
}

function runModes(method: Method, trial: Trial, modes: readonly Mode[]): Run['outcomes'] {
  return modes.includes('live') ? runBoth(method, trial) : { frozen: runFrozen(method, trial) }
}

function gainsOf(run: Run, mode: Mode, basket: BasketKind): number[] {
  return outcomeOf(run, mode, basket).ranks.map(gainAt)
}

function outcomeOf({ name, outcomes }: Run, mode: Mode, basket: BasketKind) {
  const outcome = outcomes[mode]?.[basket]
  if (!outcome) throw new Error(`${name} must be run ${mode} before it is compared.`)
  return outcome
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
