// What a peer is: a published method with a small grid of settings, chosen on the last tenth of train like all others.
import type { Method } from '../protocol.ts'

export interface Peer {
  name: string
  /** Where the method was published, for the table of sources. */
  source: string
  /** One maker for each setting, the source's own default first. Each call gives an untrained method. */
  settings: Record<string, () => Method>
  /** Set where a refit takes so long that nobody would do it every day; the peer is then left out of live runs. */
  isFrozenOnly?: boolean
}
