import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { acrossShops, connect, disconnect, inShopHot } from '../../app/store/database.server.ts'
import { findShopsWithWork } from '../../app/store/deliveries.server.ts'
import { noon, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()

const connectionsMax = 4

/** A way to the database that can swallow the connections it has, without closing one; new ones pass. */
async function openSwallower() {
  const target = Number(new URL(database.url).port)
  const open: Socket[] = []
  const swallowed = new Set<Socket>()
  const pass = (from: Socket, to: Socket) => {
    open.push(from)
    from.on('data', (bytes) => swallowed.has(from) || to.write(bytes))
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
  const server = createServer((near) => {
    const far = connectSocket(target, '127.0.0.1')
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(database.url)
  const address = server.address()
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: url.href,
    swallow: () => {
      for (const socket of open) swallowed.add(socket)
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

// A worker that waits for a lost answer for ever looks alive and works nothing; a pool of lost connections serves nobody.
test('connections that are swallowed without a word are given up, and the next question is answered', async () => {
  const way = await openSwallower()
  await disconnect()
  connect(way.url, connectionsMax)
  const ask = () => inShopHot(shop, (db) => db.run({ text: 'select pg_sleep(0.1)' }, []))
  const look = () => findShopsWithWork(acrossShops(), { after: '', now: noon, limit: 5 })
  const each = () => Array.from({ length: connectionsMax }, () => [ask(), look()]).flat()
  await Promise.all(each())
  way.swallow()

  const lost = await Promise.allSettled(each())
  expect(lost.map(({ status }) => status)).toEqual(Array(2 * connectionsMax).fill('rejected'))
  await Promise.all(each())

  way.close()
  await disconnect()
}, 40_000)
