import pg from 'pg'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import type { Embedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'

/**
 * A PostgreSQL of its own that may be stopped at any moment, with a migrated template. What is stopped here is a
 * process and not the machine, so nothing need reach the disk; the write-ahead log is written all the same.
 */
export async function withServer<Result>(work: (server: Embedded) => Promise<Result>): Promise<Result> {
  const { server, remove } = await startTemporaryPostgres({ fsync: 'off' })
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
    await remove()
  }
}
