import { fromPrisma, PgBoss, type PrismaTransactionLike } from 'pg-boss'
import { assert, errorFacts, errorKind, Unavailable } from './errors.ts'
import { type JobName, type Jobs, type QueueSettings, queues } from './jobs.ts'
import { log } from './log.ts'

const connectionsMax = 4
const pollingSeconds = 1
const stopSecondsMax = 20
// A worker that was killed is noticed by its silence.
const heartbeatSeconds = 30
const monitorSeconds = 15
const retryAfterSecondsMax = 86_400
const grantLockKey = 7_261_121

/** Where jobs end that failed for good; they stay there for 30 days, to be looked at and sent again. */
export const deadLetters = 'dead-letters'
const deadLetterSeconds = 30 * 86_400

let boss: PgBoss | undefined
let closing = new AbortController()

/**
 * Opens the job queue on this database, making its tables (schema `pgboss`) at first, and lets units of work put jobs
 * into it. Several processes may start at once. A second call does nothing.
 */
export async function startQueue(url: string): Promise<void> {
  if (boss) return
  const starting = new PgBoss({
    connectionString: url,
    max: connectionsMax,
    application_name: 'encore-queue',
    options: '-c timezone=UTC',
    monitorIntervalSeconds: monitorSeconds,
    superviseIntervalSeconds: monitorSeconds,
  })
  starting.on('error', (error) => log.error(errorFacts(error), 'the job queue had trouble'))
  boss = starting
  closing = new AbortController()
  await starting.start()
  await starting.createQueue(deadLetters, { retentionSeconds: deadLetterSeconds })
  for (const [name, settings] of Object.entries(queues)) await declare(starting, name, settings)
  await letUnitsOfWorkEnqueue(starting)
}

async function declare(queue: PgBoss, name: string, settings: QueueSettings): Promise<void> {
  const options = {
    deadLetter: deadLetters,
    retryLimit: settings.retriesMax,
    retryDelay: settings.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: settings.retryDelaySecondsMax,
    expireInSeconds: settings.expireSeconds,
    heartbeatSeconds,
  }
  // `stately`: of each key at most one job waits, one runs and one is to be retried.
  await queue.createQueue(name, { ...options, policy: 'stately' })
  await queue.updateQueue(name, options)
}

async function letUnitsOfWorkEnqueue(queue: PgBoss): Promise<void> {
  // Grants at the same moment from two processes collide ("tuple concurrently updated"), hence the lock.
  await queue.getDb().executeSql(`do $$ begin
    perform pg_advisory_xact_lock(${grantLockKey});
    grant usage on schema pgboss to encore_shop;
    grant select, insert, update on all tables in schema pgboss to encore_shop;
    grant execute on all functions in schema pgboss to encore_shop;
  end $$`)
}

/** How a job is put in line. */
export interface EnqueueOptions {
  /** While a job with this key waits, another is not added. */
  key?: string
  /** Earliest start. */
  afterSeconds?: number
}

/** A unit of work of plain statements. */
export interface StatementRunner {
  run(statement: { text: string }, values: unknown[]): Promise<{ rows: object[] }>
}

type UnitOfWork = PrismaTransactionLike | StatementRunner

/**
 * Puts a job in line inside the unit of work that decided it: it is there exactly when that commits. Returns false
 * when a job with the same key was waiting already.
 */
export async function enqueue<Name extends JobName>(
  db: UnitOfWork,
  name: Name,
  data: Jobs[Name],
  { key, afterSeconds }: EnqueueOptions = {},
): Promise<boolean> {
  const id = await started().send(name, data, {
    ...(key === undefined ? {} : { singletonKey: key }),
    ...(afterSeconds === undefined ? {} : { startAfter: afterSeconds }),
    db: databaseOf(db),
  })
  return id !== null
}

/** Puts several jobs of a kind in line at once, as `enqueue` does with one. */
export async function enqueueMany<Name extends JobName>(
  db: UnitOfWork,
  name: Name,
  jobs: { data: Jobs[Name]; key: string }[],
): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(({ data, key }) => ({ data, singletonKey: key }))
  await started().insert(name, rows, { db: databaseOf(db) })
}

function databaseOf(db: UnitOfWork) {
  if (!('run' in db)) return fromPrisma(db)
  return { executeSql: (text: string, values: unknown[] = []) => db.run({ text }, values) }
}

/** Puts a job in line that no unit of work decides; while one of its kind without a key waits, nothing is added. */
export async function enqueueAlone<Name extends JobName>(name: Name, data: Jobs[Name]): Promise<void> {
  await started().send(name, data)
}

/** One job in a handler's hands. */
export interface Job<Name extends JobName> {
  id: string
  data: Jobs[Name]
  /** Raised when the job has run too long or the process is stopping. */
  signal: AbortSignal
}

/**
 * Has this process work jobs of a kind, up to `concurrency` at a time. What a handler throws decides what follows:
 * `Rejected` or a bug ends in the dead letters at once, all else is tried again with growing waits, `Unavailable` no
 * earlier than it says, and ends there when the tries are used up. A handler may see the same job twice.
 */
export async function handle<Name extends JobName>(
  name: Name,
  handler: (job: Job<Name>) => Promise<void>,
  { concurrency = 1 }: { concurrency?: number } = {},
): Promise<void> {
  await started().work<Jobs[Name]>(
    name,
    { perJobResults: true, localConcurrency: concurrency, pollingIntervalSeconds: pollingSeconds },
    async (jobs) => {
      const results = []
      for (const job of jobs) results.push({ id: job.id, ...(await outcomeOf(name, handler, job)) })
      return results
    },
  )
}

async function outcomeOf<Name extends JobName>(
  name: Name,
  handler: (job: Job<Name>) => Promise<void>,
  job: Job<Name>,
): Promise<{ status: 'completed' | 'failed' | 'deadletter'; output?: object }> {
  try {
    const signal = AbortSignal.any([job.signal, closing.signal])
    await handler({ id: job.id, data: job.data, signal })
    return { status: 'completed' }
  } catch (error) {
    const isFinal = isForGood(error)
    log.warn({ job: name, id: job.id, ...errorFacts(error), isFinal }, 'a job failed')
    if (error instanceof Unavailable && error.retryAfterSeconds !== undefined)
      await holdBack(job.id, error.retryAfterSeconds)
    return { status: isFinal ? 'deadletter' : 'failed', output: { error: errorKind(error) } }
  }
}

/** Has the job's next try wait that long at least; see failJobs in pg-boss for how it reckons. */
async function holdBack(id: string, seconds: number): Promise<void> {
  const wait = Math.ceil(Math.min(seconds, retryAfterSecondsMax))
  await started()
    .getDb()
    .executeSql(
      `update pgboss.job
          set retry_delay = greatest(retry_delay, ceil($2::int / 2 ^ least(16, retry_count))),
              retry_delay_max = greatest(retry_delay_max, $2::int)
        where id = $1 and state = 'active'`,
      [id, wait],
    )
}

function isForGood(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && (error.kind === 'rejected' || error.kind === 'broken')
}

/** Repeats a job by a cron expression in UTC. A second call replaces the first. */
export async function repeat<Name extends JobName>(
  name: Name,
  cron: string,
  data: Jobs[Name],
): Promise<void> {
  await started().schedule(name, cron, data, { tz: 'UTC' })
}

/** How many jobs of a kind wait, run and have failed for good, as of a minute ago at most. */
export async function countJobs(name: JobName): Promise<{ waiting: number; active: number }> {
  const stats = await started().getQueueStats(name, { force: true })
  const latest = stats.at(-1)
  return { waiting: latest?.queuedCount ?? 0, active: latest?.activeCount ?? 0 }
}

/**
 * Takes no more jobs, tells those that run, waits up to 20 s for them to end and closes; one that has not ended by then
 * is tried again elsewhere. Safe to call twice.
 */
export async function stopQueue(): Promise<void> {
  // A job that ends now may still put another in line, so the queue is there until the last of them has ended.
  const stopping = boss
  closing.abort()
  await stopping?.stop({ graceful: true, timeout: stopSecondsMax * 1000 })
  if (boss === stopping) boss = undefined
}

function started(): PgBoss {
  assert(boss, 'the job queue is started before it is used')
  return boss
}
