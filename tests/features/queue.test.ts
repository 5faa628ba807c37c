import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import {
  countJobs,
  deadLetters,
  enqueue,
  handle,
  startQueue,
  stopQueue,
} from '../../app/platform/queue.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()

beforeEach(() => startQueue(database.url))
afterEach(stopQueue)

interface Row {
  name: string
  state: string
  data: object
}

async function jobs(): Promise<Row[]> {
  const { rows } = await acrossShops().query<Row>(
    `select name, state::text, data from pgboss.job where name not like '\\_\\_%' order by created_on`,
  )
  return rows
}

/** Resolves when `holds` does, asking often; the test's own timeout is the limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

describe('a job', () => {
  beforeEach(() => acrossShops().query('delete from pgboss.job'))

  test('is there exactly when the unit of work that decided it commits', async () => {
    const lost = inShop(shop, async (db) => {
      await enqueue(db, 'reconcile-shop', { shop })
      throw new Error('rolled back')
    })
    await expect(lost).rejects.toThrow('rolled back')
    expect(await jobs()).toEqual([])
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    expect(await jobs()).toEqual([{ name: 'reconcile-shop', state: 'created', data: { shop } }])
  })

  test('waits once per key, however often it is asked for', async () => {
    const ask = (id: string) => inShop(id, (db) => enqueue(db, 'reconcile-shop', { shop: id }, { key: id }))
    expect([await ask(shop), await ask(shop), await ask(otherShop)]).toEqual([true, false, true])
    expect((await countJobs('reconcile-shop')).waiting).toBe(2)
  })

  test('is worked, and tried again when the trouble may pass', async () => {
    let tries = 0
    await handle('reconcile-shop', async (job) => {
      expect(job.data).toEqual({ shop })
      tries += 1
      throw new Unavailable('Shopify is away')
    })
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    await until(async () => (await jobs()).some((job) => job.state === 'retry'))
    expect(tries).toBe(1)
  })

  test.each([
    ['soon', 1, 900],
    ['late', 5, 900],
    ['later than it would ever wait by itself', 0, 7_200],
  ])('is tried again no earlier than the other side said: %s', async (_name, tries, seconds) => {
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    await acrossShops().query(
      `update pgboss.job set retry_count = $1, retry_limit = 9, started_on = null where name = 'reconcile-shop'`,
      [tries],
    )
    await handle('reconcile-shop', async () => {
      throw new Unavailable('Shopify is busy', { retryAfterSeconds: seconds })
    })
    await until(async () => (await jobs()).some((job) => job.state === 'retry'))
    const { rows } = await acrossShops().query<{ waits: number }>(
      `select extract(epoch from start_after - now())::float8 as waits from pgboss.job where name = 'reconcile-shop'`,
    )
    expect(rows[0]?.waits).toBeGreaterThan(seconds - 5)
    expect(rows[0]?.waits).toBeLessThanOrEqual(2 * seconds)
  })

  test('that will never work goes to the dead letters at once', async () => {
    await handle('reconcile-shop', async () => {
      throw new Rejected('no such shop')
    })
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    await until(async () => (await jobs()).some((job) => job.name === deadLetters))
    expect(await jobs()).toMatchObject([{ state: 'failed' }, { name: deadLetters, data: { shop } }])
  })
})

test('stopping tells the job that runs, and waits for its end', async () => {
  await acrossShops().query('delete from pgboss.job')
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  let hasEnded = false
  await handle('reconcile-shop', async ({ signal }) => {
    const told = new Promise((resolve) => signal.addEventListener('abort', resolve))
    begin()
    await told
    await acrossShops().query('select pg_sleep(0.2)')
    hasEnded = true
  })
  await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
  await begun
  await stopQueue()
  expect(hasEnded).toBe(true)
  expect(await jobs()).toMatchObject([{ name: 'reconcile-shop', state: 'completed' }])
  await startQueue(database.url)
})

test('two processes may open the queue at the same moment', async () => {
  await stopQueue()
  const url = new URL('../support/open-queue.ts', import.meta.url)
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  const open = () => promisify(execFile)(process.execPath, [url.pathname, database.url])
  await acrossShops().query('drop schema pgboss cascade')
  const outcomes = await Promise.allSettled([open(), open(), open()])
  expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  await startQueue(database.url)
  expect(await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))).toBe(true)
})
