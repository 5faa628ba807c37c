import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import { isShopDomain } from '../domain/shopify-id.ts'
import { config } from '../platform/config.ts'
import { assert } from '../platform/errors.ts'

/** A unit of work's database: it sees one shop, and its writes stand or fall together. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

const unitOfWorkSecondsMax = 20
const connectionWaitMs = 3_000
const connectionsMaxDefault = 10

interface Connections {
  pool: pg.Pool
  prisma: PrismaClient
}

let connections: Connections | undefined

/** Opens the pools, to `url` or to DATABASE_URL. A second call does nothing. */
export function connect(address?: string, connectionsMax = connectionsMaxDefault): Connections {
  if (connections) return connections
  const url = address ?? config().databaseUrl
  assert(url, 'a database address: DATABASE_URL, or the embedded PostgreSQL started first')
  // Sessions run in UTC: the Prisma adapter rewrites the offset of a timestamptz otherwise.
  const options = {
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectionWaitMs,
    options: '-c timezone=UTC',
  }
  const pool = new pg.Pool(options)
  pool.on('error', () => undefined) // An idle connection broke; the next query opens another.
  const prisma = new PrismaClient({ adapter: new PrismaPg({ ...options, max: connectionsMax }) })
  connections = { pool, prisma }
  return connections
}

/** Closes the pools after what is under way. Safe to call twice. */
export async function disconnect(): Promise<void> {
  const open = connections
  connections = undefined
  await Promise.all([open?.prisma.$disconnect(), open?.pool.end()])
}

/**
 * Runs `work` as one unit of work of one shop: one transaction, all or nothing, behind row-level security. New rows
 * get the shop by themselves; rows of other shops are not there. The shop comes from a verified session, token or
 * signature. Throws what `work` throws, after rolling back.
 */
export async function inShop<Result>(shopId: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  assert(isShopDomain(shopId), 'a unit of work names a myshopify domain')
  return connect().prisma.$transaction(
    async (db) => {
      await db.$queryRaw`select set_config('app.shop_id', ${shopId}, true), set_config('role', 'encore_shop', true)`
      return work(db)
    },
    { timeout: unitOfWorkSecondsMax * 1000, maxWait: connectionWaitMs },
  )
}

/**
 * The plain pool, for the few hand-written statements that serve all shops at once (intake, finding due work,
 * readiness). It is not bound to a shop: each such statement names the shop column itself.
 */
export function acrossShops(): pg.Pool {
  return connect().pool
}
