import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Embedded, startEmbedded } from '../../app/store/embedded.server.ts'

/** A PostgreSQL that leaves nothing behind. */
export interface TemporaryPostgres {
  server: Embedded
  /** Stops it at once and deletes its data. */
  remove(): Promise<void>
}

/** Starts an empty PostgreSQL in a folder of its own; durable unless `settings` say otherwise. */
export async function startTemporaryPostgres(
  settings: Record<string, string> = {},
): Promise<TemporaryPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-temporary-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), settings })
  const remove = async () => {
    await server.stop('immediate')
    // The data lies elsewhere where PostgreSQL needs a user of its own.
    for (const each of [folder, join(server.dataDir, '..')]) await rm(each, { recursive: true, force: true })
  }
  return { server, remove }
}
