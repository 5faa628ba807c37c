import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}

/** One PostgreSQL for the run, in a folder of its own, with one migrated database that test files copy. */
export default async function setUp(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'encore-test-'))
  const server = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  await migrate(server.url)
  await runOnce(server.url, `alter database encore is_template true`)
  project.provide('databaseServer', server.url)
  return async () => {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true })
    if (!server.dataDir.startsWith(folder))
      await rm(join(server.dataDir, '..'), { recursive: true, force: true })
  }
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/encore$/, '/postgres') })
  await client.connect()
  await client.query(sql)
  await client.end()
}
