import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from './platform/clock.ts'
import { type Config, config } from './platform/config.ts'
import { errorFacts } from './platform/errors.ts'
import { log } from './platform/log.ts'
import { startQueue, stopQueue } from './platform/queue.server.ts'
import { bornYoung } from './platform/young-objects.ts'
import { connect, disconnect } from './store/database.server.ts'
import { migrate } from './store/migrate.server.ts'

const closingSecondsMax = 25

/** Something a process started and puts away again. */
export interface Running {
  name: string
  close(): Promise<void>
}

/**
 * Runs a program of Encore: reads `.env` beside it, parses the environment, reaches the database (its own embedded one
 * without DATABASE_URL), migrates it, starts the job queue, then does `work`, which adds what it started to `running`.
 * Asked to stop at any moment, or unable to start, it puts away what is running, last started first. Never throws: a
 * program that cannot start says why, in one message, and ends with 1.
 */
export async function runProcess(
  work: (settings: Config, running: Running[]) => Promise<void>,
): Promise<void> {
  bornYoung()
  const running: Running[] = []
  const stopping = closeOnSignal(running)
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const settings = config()
    await open(settings, running)
    await work(settings, running)
  } catch (error) {
    // What was still starting fails when what it stands on is put away; that is no failure to start.
    if (stopping.aborted) return
    await closeAll(running)
    failedToStart(error)
  }
}

async function open(settings: Config, running: Running[]): Promise<void> {
  const url = settings.databaseUrl ?? (await startOwnDatabase(settings, running))
  const applied = await migrate(url)
  if (applied.length > 0) log.info({ applied }, 'migrations applied')
  connect(url, settings.databaseConnectionsMax)
  running.push({ name: 'database', close: disconnect })
  await startQueue(url)
  running.push({ name: 'queue', close: stopQueue })
}

async function startOwnDatabase(settings: Config, running: Running[]): Promise<string> {
  const { startEmbedded } = await import('./store/embedded.server.ts')
  const embedded = await startEmbedded({ dataDir: `${settings.dataDir}/postgres` })
  running.push({ name: 'embedded postgres', close: () => embedded.stop() })
  log.info({ port: embedded.port }, 'embedded PostgreSQL is running')
  return embedded.url
}

/**
 * Closes everything, last started first, when the process is asked to stop: what is held is finished. A second
 * signal, or more than the limit, ends it at once.
 */
function closeOnSignal(running: Running[]): AbortSignal {
  const stopping = new AbortController()
  const close = async (signal: string) => {
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort()
    log.info({ signal }, 'stopping')
    const outcome = await Promise.race([closeAll(running), wait(closingSecondsMax * 1000, 'late')])
    log.info({ outcome: outcome ?? 'clean' }, 'stopped')
    process.exit(outcome === undefined ? 0 : 1)
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  return stopping.signal
}

async function closeAll(running: Running[]): Promise<'failed' | undefined> {
  let failed: 'failed' | undefined
  for (const part of [...running].reverse()) {
    const began = monotonicMs()
    await part.close().catch((error: unknown) => {
      failed = 'failed'
      log.error({ part: part.name, ...errorFacts(error) }, 'could not be closed')
    })
    log.debug({ part: part.name, ms: Math.round(monotonicMs() - began) }, 'closed')
  }
  return failed
}

function failedToStart(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Encore could not start.\n${text}\n`)
  if (error instanceof Error && error.cause instanceof Error) process.stderr.write(`${error.cause.message}\n`)
  process.exit(1)
}
