import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../app/store/migrate.server.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}

/** One PostgreSQL for the run, in a folder of its own, with one migrated database that test files copy. */
export default async function setUp(project: TestProject) {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const { server, remove } = await startTemporaryPostgres(settings)
  await migrate(server.url)
  await runOnce(server.url, `alter database encore is_template true`)
  project.provide('databaseServer', server.url)
  return remove
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/encore$/, '/postgres') })
  await client.connect()
  await client.query(sql)
  await client.end()
}
