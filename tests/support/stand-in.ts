import { afterAll, afterEach, beforeAll } from 'vitest'
import { type AdminVisit, authenticateAdmin } from '../../app/shopify/app.server.ts'
import { redirectFetch } from '../stand-in/redirect.ts'
import { startStandIn } from '../stand-in/server.ts'
import type { StandIn, StandInOptions } from '../stand-in/types.ts'
import type { World } from '../stand-in/world/types/world.ts'

/** What Encore asks its merchants to allow, and the past beyond 60 days. */
export const allScopes = [
  'read_all_orders',
  'read_customer_merge',
  'read_customers',
  'read_discounts',
  'read_fulfillments',
  'read_inventory',
  'read_orders',
  'read_products',
  'read_returns',
  'write_customers',
  'write_discounts',
]

/** Starts a small Shopify for this test file, to which every call of the app goes. Faults end with each test. */
export function withStandIn(options: Partial<StandInOptions> = {}): { standIn: StandIn; world: World } {
  const handle = {} as { standIn: StandIn; world: World } // Filled before the first test.
  let undo: (() => void) | undefined
  beforeAll(async () => {
    handle.standIn = await startStandIn({
      customers: 40,
      days: 200,
      scopes: allScopes,
      apiKey: process.env.SHOPIFY_API_KEY ?? '',
      apiSecret: process.env.SHOPIFY_API_SECRET ?? '',
      ...options,
    })
    handle.world = handle.standIn.world
    undo = redirectFetch(() => handle.standIn.url)
  })
  afterEach(() => handle.standIn.faults.clear())
  afterAll(async () => {
    undo?.()
    await handle.standIn?.close()
  })
  return handle
}

/** The merchant opens the app. */
export async function visit(world: World): Promise<AdminVisit> {
  const headers = { authorization: `Bearer ${world.signIdToken()}` }
  return authenticateAdmin(new Request('https://encore.example/app', { headers }))
}
