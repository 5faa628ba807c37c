// Rule 5: every peer picks its setting on the last tenth of train, by the same figure and from a grid of its own.
import { type Metrics, metricsOf, runFrozen } from './metrics.ts'
import type { Peer } from './peers/peer.ts'
import { basketKinds, type Method, type Trial, validationOf } from './protocol.ts'

export interface Choice {
  setting: string
  make: () => Method
}

/** With fewer cases to choose by, chance would choose: the source's own default, the first setting, is taken. */
const validationCasesMin = 50

/** The setting with the best NDCG@10, as the mean of both baskets; of equals the first. */
export function chooseSetting(peer: Peer, trial: Trial): Choice {
  const choices = Object.entries(peer.settings).map(([setting, make]) => ({ setting, make }))
  const [first] = choices
  if (!first) throw new Error(`The peer ${peer.name} must have a setting.`)
  const validation = validationOf(trial)
  const isEnough = validation.cases.filter((each) => each !== undefined).length >= validationCasesMin
  if (!isEnough || choices.length === 1) return first
  const scored = choices.map((choice) => ({ choice, gain: meanGain(choice.make(), validation) }))
  return scored.reduce((best, each) => (each.gain > best.gain ? each : best)).choice
}

function meanGain(method: Method, validation: Trial): number {
  const outcomes = runFrozen(method, validation)
  const figures: Metrics[] = basketKinds.map((kind) => metricsOf(outcomes[kind]))
  return figures.reduce((sum, { ndcg10 }) => sum + ndcg10, 0) / figures.length
}
