import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acrossShops } from '../../app/store/database.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { withDatabase } from '../support/database.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'

const database = withDatabase()

const sqlTypes: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamp with time zone',
}

interface Column {
  table: string
  column: string
  type: string
  isNullable: boolean
}

/** The columns as prisma/schema.prisma names them. */
async function columnsOfPrisma(): Promise<Column[]> {
  const source = await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')
  const enums = new Set([...source.matchAll(/^enum (\w+)/gm)].map(([, name]) => name))
  return [...source.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, table = '', body = '']) =>
    body.split('\n').flatMap((line) => {
      const [, column, base = '', mark = ''] = /^ {2}(\w+) +(\w+)(\?|\[\])?/.exec(line) ?? []
      const type = line.includes('@db.Uuid') ? 'uuid' : enums.has(base) ? base : sqlTypes[base]
      if (!column || !type) return []
      return [{ table, column, type: mark === '[]' ? 'ARRAY' : type, isNullable: mark === '?' }]
    }),
  )
}

const byName = (left: Column, right: Column) =>
  `${left.table}.${left.column}` < `${right.table}.${right.column}` ? -1 : 1

test('the hand-written migrations and the Prisma schema name the same tables and columns', async () => {
  const { rows } = await acrossShops().query<Column>(`
    select c.table_name as table, c.column_name as column, c.is_nullable = 'YES' as "isNullable",
           case when c.data_type = 'USER-DEFINED' then c.udt_name else c.data_type end as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'`)
  const expected = await columnsOfPrisma()
  expect(expected.length).toBeGreaterThan(100)
  expect(rows.sort(byName)).toEqual(expected.sort(byName))
})

test('migrating twice changes nothing', async () => {
  expect(await migrate(database.url)).toEqual([])
})

test('several processes may migrate an empty database at once', async () => {
  const { server, remove } = await startTemporaryPostgres({ fsync: 'off' })
  try {
    const applied = await Promise.all([migrate(server.url), migrate(server.url), migrate(server.url)])
    expect(applied.flat()).toEqual([...new Set(applied.flat())])
    expect(applied.flat().length).toBeGreaterThan(0)
  } finally {
    await remove()
  }
})
