import { beforeEach, expect, test, vi } from 'vitest'
import { createDeliveryKeeper } from '../../app/features/orders/receive-delivery.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { aReceived } from '../support/received.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

// Two of them do not fit into one group.
const large = Buffer.from(`{"note":"${'x'.repeat(600 * 1024)}"}`)

const aLargeDelivery = (id: string) => aReceived(id, large)

/** Keeps everybody from writing deliveries until the returned function is called. */
async function holdTable(): Promise<() => Promise<void>> {
  const locking = await acrossShops().connect()
  await locking.query('begin; lock table "Delivery" in exclusive mode')
  return async () => {
    await locking.query('rollback')
    locking.release()
  }
}

/** Waits until so many wait for somebody else in the database. */
const groupsWait = (waiting: number) =>
  vi.waitFor(async () => {
    const { rows } = await acrossShops().query<{ waiting: number }>(
      `select count(*)::int as "waiting" from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(rows).toEqual([{ waiting }])
  })

const keptIds = () =>
  inShop(shop, async (db) => (await db.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id))

test('groups that are full go on beside the commit before them, three at once', async () => {
  const release = await holdTable()
  const connect = vi.spyOn(acrossShops(), 'connect')
  const keeper = createDeliveryKeeper(acrossShops())
  const keeping = [keeper.keep(aLargeDelivery('1'))]
  await vi.waitFor(() => expect(connect).toHaveBeenCalledTimes(1))
  keeping.push(keeper.keep(aLargeDelivery('2')))
  await acrossShops().query('select 1')
  const besideOne = connect.mock.calls.length
  for (const id of ['3', '4', '5', '6']) keeping.push(keeper.keep(aLargeDelivery(id)))
  await acrossShops().query('select 1')
  const besideThree = connect.mock.calls.length
  await release()
  expect(await Promise.all(keeping)).toEqual([true, true, true, true, true, true])
  // The look at the database between the two takes a connection too.
  expect([besideOne, besideThree - besideOne]).toEqual([2, 3])
  expect(await keptIds()).toEqual(['1', '2', '3', '4', '5', '6'])
  await keeper.close()
})

test('short deliveries fill a group by their number', async () => {
  const release = await holdTable()
  const connect = vi.spyOn(acrossShops(), 'connect')
  const keeper = createDeliveryKeeper(acrossShops())
  const keeping = [keeper.keep(aReceived('0'))]
  await vi.waitFor(() => expect(connect).toHaveBeenCalledTimes(1))
  for (let id = 1; id <= 128; id++) keeping.push(keeper.keep(aReceived(String(id))))
  const besideOne = connect.mock.calls.length
  keeping.push(keeper.keep(aReceived('129')))
  const withOneMore = connect.mock.calls.length
  await release()
  expect(new Set(await Promise.all(keeping))).toEqual(new Set([true]))
  expect([besideOne, withOneMore]).toEqual([1, 2])
  expect(await keptIds()).toHaveLength(130)
  await keeper.close()
})

test('a delivery that is in two groups at once is kept once, and both are told so', async () => {
  const release = await holdTable()
  const keeper = createDeliveryKeeper(acrossShops())
  const keeping = ['same', 'same', 'other', 'same'].map((id) => keeper.keep(aLargeDelivery(id)))
  await groupsWait(3)
  await release()
  expect(await Promise.all(keeping)).toEqual([true, true, true, true])
  expect(await keptIds()).toEqual(['other', 'same'])
  await keeper.close()
})

test('groups that hold the same deliveries in another order do not wait for each other crosswise', async () => {
  const other = await acrossShops().connect()
  await other.query('begin')
  await other.query(
    `insert into "Delivery" ("shopId", "id", "topic", "receivedAt", "dueAt", "body") values ($1, '2', 'orders/create', now(), now(), '{}')`,
    [shop],
  )
  // Each comes to the one that is held in its middle; in the order they came, each would have inserted by then what
  // the other still has to.
  const keepers = [createDeliveryKeeper(acrossShops()), createDeliveryKeeper(acrossShops())]
  const orders = [
    ['1', '2', '3'],
    ['3', '2', '1'],
  ]
  const keeping = keepers.flatMap((keeper, at) => orders[at]?.map((id) => keeper.keep(aReceived(id))) ?? [])
  await groupsWait(2)
  await other.query('rollback')
  other.release()
  expect(await Promise.all(keeping)).toEqual([true, true, true, true, true, true])
  expect(await keptIds()).toEqual(['1', '2', '3'])
  for (const keeper of keepers) await keeper.close()
})

test('closing waits for every group, also for those that have not begun', async () => {
  const keeper = createDeliveryKeeper(acrossShops())
  for (const id of ['1', '2', '3', '4', '5', '6']) void keeper.keep(aLargeDelivery(id))
  await keeper.close()
  expect(await keptIds()).toEqual(['1', '2', '3', '4', '5', '6'])
})
