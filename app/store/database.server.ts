import type { Writable } from 'node:stream'
import pg from 'pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import { isShopDomain } from '../domain/shopify-id.ts'
import { monotonicMs } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { assert } from '../platform/errors.ts'
import { beginNamed, type UnitConnection, watchedAdapter } from './unit-connection.server.ts'

/** A unit of work's database: it sees one shop, and its writes stand or fall together. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

const unitOfWorkSecondsMax = 20
const connectionWaitMs = 3_000
const connectionsMaxDefault = 10
const hotStatementMsMax = 5_000
const answerMsMax = 8_000

/**
 * So long a hot connection keeps its first plans, and each time twice as long: tables grow from nothing, and a plan for an
 * empty one would scan a full one. Planning anew costs every connection some tens of milliseconds.
 */
const planMs = { first: 10_000, longest: 600_000 }
/**
 * So long a hot connection waits for its next question before it is closed: a new one has to plan everything first, a tenth
 * of a second that the next shopper would wait for.
 */
const hotIdleMs = 300_000
/**
 * So often a connection that waits says that it is there. What stands between us and a database forgets in silence who
 * says nothing, and whoever is given such a connection waits 8 s in vain: after 350 s at AWS's load balancers, after 240 s
 * at Azure's (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html,
 * https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset). By themselves systems wait two hours.
 */
const keepAliveMs = 60_000
/**
 * Hot statements look up by key: one plan fits all values, none of them should scan a table or take one apart to join it,
 * and none is worth compiling. The role holds for the whole connection, so that a statement which no unit of work began
 * is nobody's and sees nothing.
 */
const hotSettings = [
  'role=encore_shop',
  `statement_timeout=${hotStatementMsMax}`,
  'plan_cache_mode=force_generic_plan',
  ...['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'memoize'].map((way) => `enable_${way}=off`),
  'jit=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

interface Connections {
  pool: pg.Pool
  /** For units of work of `inShopHot`, whose settings would not suit other statements. */
  hot: pg.Pool
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
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    options: '-c timezone=UTC',
  }
  // A connection may be swallowed without a word: what it was asked is then given up, and the connection with it.
  const pool = poolOf({ ...options, query_timeout: answerMsMax })
  const hotOptions = `${options.options} ${hotSettings}`
  const hot = poolOf({
    ...options,
    query_timeout: answerMsMax,
    options: hotOptions,
    pipeline: true,
    idleTimeoutMillis: hotIdleMs,
  })
  // What a unit of work asks at once is sent at once: node-postgres no longer keeps a line of its own for it.
  const inTurn = { ...options, max: connectionsMax, pipeline: true }
  const prisma = new PrismaClient({ adapter: watchedAdapter(inTurn) })
  connections = { pool, hot, prisma }
  return connections
}

function poolOf(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options)
  // A connection broke: while idle, the next query opens another; in use, whatever it was doing fails and says so.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Closes the pools after what is under way. Safe to call twice. */
export async function disconnect(): Promise<void> {
  const open = connections
  connections = undefined
  await Promise.all([open?.prisma.$disconnect(), open?.pool.end(), open?.hot.end()])
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
      const connection = await beginNamed(
        (name) =>
          db.$queryRaw`select set_config('app.shop_id', ${shopId}, true), set_config('role', 'encore_shop', true), ${name}`,
      )
      shops.set(db, shopId)
      unitConnections.set(db, connection)
      return work(db)
    },
    { timeout: unitOfWorkSecondsMax * 1000, maxWait: connectionWaitMs },
  )
}

const shops = new WeakMap<Db, string>()
const unitConnections = new WeakMap<Db, UnitConnection>()

/** The shop whose unit of work this is. */
export function shopOfUnit(db: Db): string {
  const shop = shops.get(db)
  assert(shop, 'a unit of work names its shop')
  return shop
}

/**
 * A hand-written statement. A `name` stands for exactly this text, which each connection then plans once in a while;
 * without one it is planned each time.
 */
export interface Statement {
  name?: string
  text: string
}

/**
 * A statement that answers many questions at once: each of its values is a list with one text for each question, and
 * each row says in `at` which of them it answers, the first being 1. Asked for one, the lists have one element; in a unit
 * of work that several share (`inShopShared`) it is sent once for all who ask it in the same moment.
 */
export interface JointStatement extends Statement {
  name: string
  isJoint: true
}

/** A unit of work's database on a hot path: hand-written statements alone. */
export interface HotDb {
  /** Whose unit of work it is. */
  shop: string
  /** The rows of a statement, and how many it found or changed. */
  run<Row extends pg.QueryResultRow>(
    statement: Statement | JointStatement,
    values: unknown[],
  ): Promise<{ rows: Row[]; count: number }>
}

/** A unit of work of `inShop`, for what is written for hot paths and asked for elsewhere too. */
export function asHot(db: Db): HotDb {
  return {
    shop: shopOfUnit(db),
    run: async <Row extends pg.QueryResultRow>({ text }: Statement, values: unknown[]) => {
      const rows = await db.$queryRawUnsafe<Row[]>(text, ...values)
      return { rows, count: rows.length }
    },
  }
}

/**
 * As `asHot`, past Prisma, which takes two thirds of what an order's statement costs this process: values and rows are
 * those of node-postgres. Throws once the unit of work ends.
 */
export function pastPrisma(db: Db): HotDb {
  const connection = unitConnections.get(db)
  assert(connection, 'a unit of work has its connection')
  return {
    shop: shopOfUnit(db),
    run: async <Row extends pg.QueryResultRow>({ text }: Statement, values: unknown[]) => {
      const { rows, rowCount } = await connection.query<Row>(text, values)
      return { rows, count: rowCount ?? 0 }
    },
  }
}

/** `waitsForDisk: false` for what may be lost when the database dies within half a second, and is then made again. */
export interface HotOptions {
  waitsForDisk: boolean
}

/**
 * As `inShop`, at a fraction of its cost: one unit of work of one shop, behind row-level security, on a plain
 * connection with prepared statements. A statement that takes longer than 5 s fails the unit; one that comes after the
 * unit ended throws.
 */
export async function inShopHot<Result>(
  shopId: string,
  work: (db: HotDb) => Promise<Result>,
  { waitsForDisk }: HotOptions = { waitsForDisk: true },
): Promise<Result> {
  assert(isShopDomain(shopId), 'a unit of work names a myshopify domain')
  const client = await connect().hot.connect()
  let isBroken = false
  let isOver = false
  try {
    // Goes out together with the first statement, whose rows are given out only when it came through.
    sendTogether(client)
    const begun = client.query(beginOf(client, shopId, waitsForDisk))
    begun.catch(nothing)
    const result = await work({
      shop: shopId,
      run: async (statement, values) => {
        // What goes on after another part of the work failed would reach the connection in somebody else's hands.
        assert(!isOver, 'a statement comes before its unit of work ends')
        const { name, text } = statement
        const [{ rows, rowCount }] = await Promise.all([client.query({ name, text, values }), begun])
        return { rows, count: rowCount ?? 0 }
      },
    })
    isOver = true
    await begun
    const { command } = await client.query('commit')
    // Where a statement failed and nobody minded, PostgreSQL answers a commit by rolling back.
    if (command !== 'COMMIT') throw new Error('The unit of work was not kept: one of its statements failed.')
    return result
  } catch (error) {
    isOver = true
    // Whoever was not answered in time will not be heard now either: the server rolls back when the connection ends.
    isBroken = isSilence(error) || (await client.query('rollback').then(no, yes))
    throw error
  } finally {
    client.release(isBroken)
  }
}

/**
 * Has all that is asked of a connection in this turn go out in one write: each costs a turn of the system. What several
 * ask together (`inShopShared`) is asked a tick later than they asked it.
 */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection // Not in its types.
  stream.cork()
  process.nextTick(() => process.nextTick(() => stream.uncork()))
}

/** When the plans of a connection were made, and how long they are kept. */
const plans = new WeakMap<pg.PoolClient, { madeMs: number; keptMs: number }>()

/**
 * What begins a unit of work. The simple protocol takes several statements in one go but no parameters: a shop domain
 * has no character to escape.
 */
function beginOf(client: pg.PoolClient, shopId: string, waitsForDisk: boolean): string {
  const nowMs = monotonicMs()
  const known = plans.get(client)
  const isOld = known !== undefined && nowMs - known.madeMs > known.keptMs
  const keptMs = known ? Math.min(planMs.longest, known.keptMs * 2) : planMs.first
  if (!known || isOld) plans.set(client, { madeMs: nowMs, keptMs })
  return [
    'begin',
    `set local app.shop_id = '${shopId}'`,
    'set local role encore_shop',
    `set local synchronous_commit = ${waitsForDisk ? 'on' : 'off'}`,
    ...(isOld ? ['discard plans'] : []),
  ].join(';')
}

const nothing = () => undefined
const no = () => false
const yes = () => true

/** Whether the database did not answer in time. node-postgres has no class or code for its own time-out. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout'
}

/**
 * The plain pool, for the few hand-written statements that serve all shops at once (intake, finding due work,
 * readiness). It is not bound to a shop: each such statement names the shop column itself.
 */
export function acrossShops(): pg.Pool {
  return connect().pool
}
