import type { StandIn } from '../types.ts'
import type { ExtensionSource } from './extension/read-extensions.ts'

/** What every page needs to know of the store it belongs to. */
export type Site = {
  standIn: StandIn
  tunnelUrl: string
  extensions(): ExtensionSource[]
}
