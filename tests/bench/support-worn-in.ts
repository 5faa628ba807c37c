// A PostgreSQL as it is after it has run for a while, not one that was made a moment ago.
import { spawnSync } from 'node:child_process'
import { freemem } from 'node:os'
import pg from 'pg'
import type { Embedded } from '../../app/store/embedded.server.ts'

/**
 * Settings of a server that has room for its log, as one that takes orders in all day is given: what it keeps ready is
 * more than a stream of a bench writes, and no checkpoint comes in between.
 */
export const roomForLog = { min_wal_size: '2GB', max_wal_size: '4GB' }
const logFiles = 128

/**
 * Has a server with `roomForLog` write through the files of its log once. One that has run for a while uses them
 * again; a fresh one makes each, 16 MB of zeros and a wait for the disk, while somebody waits for a commit.
 */
export async function wearIn(server: Embedded): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  for (let file = 0; file < logFiles; file++)
    await client.query(`select pg_logical_emit_message(false, 'bench', ''), pg_switch_wal()`)
  await client.end()
  await checkpoint(server)
}

/** Has the server write out what it holds and put the files of its log in line again. */
export async function checkpoint(server: Embedded): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('checkpoint')
  await client.end()
}

/** More than a turn of a bench writes into files. */
const touchedBytes = 1024 ** 3

/**
 * Has the machine hold memory that nobody uses at the moment. A virtual machine is given a page by its host when it first
 * touches it, and gives back what has been free for some seconds; the files of a table that grows would wait for that, page
 * by page, where those of a server that has run for a while take what its cache drops.
 */
export function touchMemory(): void {
  const bytes = Math.min(touchedBytes, Math.floor(freemem() / 4))
  const { status } = spawnSync(process.execPath, ['--eval', `Buffer.alloc(${bytes}, 1)`])
  if (status !== 0) throw new Error(`${bytes} bytes of memory could not be touched.`)
}
