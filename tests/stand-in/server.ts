import type { StandIn, StandInOptions } from './types.ts'

/** Starts the local Shopify; the promise resolves once it listens and its past is there. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  throw new Error(`The stand-in for ${options.apiKey} is being built.`)
}
