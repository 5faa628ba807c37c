import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { assert } from '../platform/errors.ts'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/** The connection on which a unit of work's transaction runs, for statements that do without Prisma. */
export interface UnitConnection {
  /** Throws once the transaction ends: whatever came later would be nobody's, and free of its shop. */
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Row>>
}

/** Units of work that are just beginning, by their names. */
const beginning = new Map<string, UnitConnection | undefined>()
let units = 0

/**
 * Begins a unit of work, and gives the connection it runs on, which Prisma tells nobody: `begin` is handed a name, and
 * sends it as the last value of the first statement of its transaction. Throws what `begin` throws.
 */
export async function beginNamed(begin: (name: string) => Promise<unknown>): Promise<UnitConnection> {
  units += 1
  const name = `unit ${units}`
  beginning.set(name, undefined)
  try {
    await begin(name)
    const connection = beginning.get(name)
    assert(connection, 'a unit of work says its name in the first statement of its transaction')
    return connection
  } finally {
    beginning.delete(name)
  }
}

/** Prisma's way to PostgreSQL, and to the connections of units of work. */
export function watchedAdapter(options: pg.PoolConfig): PrismaPg {
  const factory = new PrismaPg(options)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => watched(await start(level))
    return adapter
  }
  return factory
}

function watched(transaction: Transaction): Transaction {
  const { client } = transaction as unknown as { client: pg.PoolClient } // Protected in its types.
  const queryRaw = transaction.queryRaw.bind(transaction)
  const executeRaw = transaction.executeRaw.bind(transaction)
  let isOver = false
  let hasBegun = false
  const connection: UnitConnection = {
    query: async (text, values) => {
      assert(!isOver, 'a statement comes before its unit of work ends')
      return client.query(text, values)
    },
  }
  transaction.queryRaw = async (query) => {
    const name = hasBegun ? undefined : query.args.at(-1)
    hasBegun = true
    if (typeof name === 'string' && beginning.has(name)) beginning.set(name, connection)
    return queryRaw(query)
  }
  transaction.executeRaw = async (query) => {
    // Also where Prisma gives a transaction up because it took too long.
    if (ends.test(query.sql)) isOver = true
    return executeRaw(query)
  }
  return transaction
}

const ends = /^(commit|rollback)$/i
