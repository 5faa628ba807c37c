import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const directory = join(import.meta.dirname, '..', '..', 'prisma', 'migrations')
const lockKey = 7_261_120
const versionMin = 150_000

/**
 * Applies the migrations that this database has not seen, in order, each in its own transaction, under a lock so that
 * several processes may start at once. Keeps Prisma's own `_prisma_migrations` table, so that `prisma migrate deploy`
 * agrees. Returns the names applied; a second call returns none. Throws, naming the migration, when one fails.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await assertVersion(client)
    await client.query(prismaTable)
    return await applyMissing(client)
  } finally {
    await client.end()
  }
}

/** Views that ask as their reader (`security_invoker`), which keep shops apart, came with PostgreSQL 15. */
async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  const [found] = rows
  if (!found || found.number < versionMin)
    throw new Error(`Encore needs PostgreSQL 15 or newer; DATABASE_URL leads to ${found?.version}.`)
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const seen = await client.query<{ migration_name: string; checksum: string }>(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const checksums = new Map(seen.rows.map((row) => [row.migration_name, row.checksum]))
  const applied: string[] = []
  for (const name of await migrationNames()) {
    const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8')
    const checksum = createHash('sha256').update(sql).digest('hex')
    const known = checksums.get(name)
    if (known === checksum) continue
    if (known)
      throw new Error(`Migration ${name} was changed after it was applied: add a new migration instead.`)
    await applyOne(client, name, sql, checksum)
    applied.push(name)
  }
  return applied
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error })
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

// The table as Prisma 7 creates it.
const prismaTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`
