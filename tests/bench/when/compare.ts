// One shop: ours beside the peers.
import { type Difference, pairedBootstrap } from '../recommend/bootstrap.ts'
import type { BgNbd } from './bg-nbd.ts'
import { bgNbd, type Coverage, ours, usualWait } from './forecasters.ts'
import { losses, type WhenMetrics, whenMetrics } from './metrics.ts'
import { type WhenTrial, whenTrial } from './protocol.ts'
import type { WhenShop } from './visits.ts'

/** What the paper gives for the CDNOW sample can be read off here too. */
export interface Fitted extends BgNbd {
  logLikelihood: number
}

/** All that is said of one event set. `bgnbdMae` is the better of what its median and its expected wait give. */
export interface WhenComparison {
  name: string
  events: number
  customers: number
  logLoss: number
  bgnbdLogLoss: number
  mae: number
  bgnbdMae: number
  calibrationError: number
  brier: number
  auc: number
  /** Of the interval of eight in ten. */
  coverage: Coverage
  /** Ours against BG/NBD in log-loss, with the 95 % interval of a paired bootstrap over the events. */
  difference: Difference
  methods: Record<string, WhenMetrics>
  fitted: Fitted
}

/** What ours is called in tables. */
export const ourName = 'Encore'
/** BG/NBD by its two points: P(order within h) is the same. */
export const peerNames = { usual: 'usual wait', median: 'BG/NBD, median', expected: 'BG/NBD, expected wait' }

/** Measures one shop; nothing where the train part has no customers or the test part no events. */
export function compareWhen(shop: WhenShop): WhenComparison | undefined {
  const trial = whenTrial(shop)
  if (trial.train.length === 0 || trial.events.length === 0) return undefined
  const { events } = trial
  const own = ours(trial)
  const peer = bgNbd(trial)
  const [mine, median, expected] = [own.guesses, peer.median, peer.expected].map((guesses) =>
    whenMetrics(events, guesses),
  )
  if (!mine || !median || !expected) return undefined
  return {
    name: shop.name,
    events: events.length,
    customers: trial.train.length,
    ...mine,
    bgnbdLogLoss: median.logLoss,
    bgnbdMae: Math.min(median.mae, expected.mae),
    coverage: own.coverage,
    difference: pairedBootstrap(losses(events, own.guesses), losses(events, peer.median)),
    methods: {
      [peerNames.usual]: whenMetrics(events, usualWait(trial)),
      [peerNames.median]: median,
      [peerNames.expected]: expected,
      [ourName]: mine,
    },
    fitted: { ...peer.parameters, logLikelihood: peer.logLikelihood },
  }
}

/** A row of what a shop knows after its first customers. */
export interface SmallShop {
  name: string
  customers: number
  events: number
  logLoss: number
  bgnbdLogLoss: number
  mae: number
  bgnbdMae: number
  calibrationError: number
}

const smallSizes = [20, 50, 200]

/** Taught by so many customers only, spread evenly over all by id; asked about all events. */
export function compareSmall(shop: WhenShop): SmallShop[] {
  const trial = whenTrial(shop)
  return smallSizes
    .filter((size) => size < trial.train.length && trial.events.length > 0)
    .map((size) => smallShop({ ...trial, train: evenly(trial.train, size) }))
}

function smallShop(trial: WhenTrial): SmallShop {
  const { name, events, train } = trial
  const mine = whenMetrics(events, ours(trial).guesses)
  const peer = bgNbd(trial)
  const [median, expected] = [peer.median, peer.expected].map((guesses) => whenMetrics(events, guesses))
  return {
    name,
    customers: train.length,
    events: events.length,
    logLoss: mine.logLoss,
    bgnbdLogLoss: median?.logLoss ?? 0,
    mae: mine.mae,
    bgnbdMae: Math.min(median?.mae ?? 0, expected?.mae ?? 0),
    calibrationError: mine.calibrationError,
  }
}

function evenly<Each>(all: readonly Each[], size: number): Each[] {
  return Array.from({ length: size }, (_, place) => all[Math.floor((place * all.length) / size)]).filter(
    (each) => each !== undefined,
  )
}
