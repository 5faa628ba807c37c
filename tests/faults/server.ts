import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { type Embedded, startEmbedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'

/**
 * A PostgreSQL of its own that may be stopped at any moment, with a migrated template. What is stopped here is a
 * process and not the machine, so nothing need reach the disk; the write-ahead log is written all the same.
 */
export async function withServer<Result>(work: (server: Embedded) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-faults-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } })
  try {
    await migrate(server.url)
    // With the job queue's tables, which every process would make first otherwise.
    await startQueue(server.url)
    await stopQueue()
    const client = new pg.Client({ connectionString: server.url.replace(/\/encore$/, '/postgres') })
    await client.connect()
    await client.query('alter database encore is_template true')
    await client.end()
    return await work(server)
  } finally {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true })
    if (!server.dataDir.startsWith(folder))
      await rm(join(server.dataDir, '..'), { recursive: true, force: true })
  }
}
