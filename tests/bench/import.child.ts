// The worker of the import bench: opens the app as a merchant would, waits for Shopify's result, takes it in.
import { setTimeout as wait } from 'node:timers/promises'
import { importHistory } from '../../app/features/orders/import-history.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { adminOf } from '../../app/shopify/admin.server.ts'
import { authenticateAdmin } from '../../app/shopify/app.server.ts'
import { fetchBulkState } from '../../app/shopify/operations/bulk-operation.ts'
import { connect, disconnect, inShop } from '../../app/store/database.server.ts'

/** What was imported, how long it took and what it needed. */
export type Imported = { orders: number; seconds: number; megabytes: number; peakMemoryMb: number }

const pollMs = 500
const url = process.env.DATABASE_URL ?? ''
connect(url)
await startQueue(url)

const headers = { authorization: `Bearer ${process.argv[2]}` }
const { shop, scopes } = await authenticateAdmin(new Request('https://encore.example/app', { headers }))
const now = () => new Date()
await installShop({ shop, scopes }, now())
const task = { shop, kind: 'orders' as const, now }
await importHistory(task)
await resultReady()

const beganMs = performance.now()
const read = () => inShop(shop, (db) => db.importRun.findFirstOrThrow({ where: { kind: 'orders' } }))
while ((await read()).status !== 'done') await importHistory(task)
const seconds = (performance.now() - beganMs) / 1000

const run = await read()
const imported: Imported = {
  orders: await inShop(shop, (db) => db.order.count()),
  seconds: Math.round(seconds * 10) / 10,
  megabytes: Math.round(Number(run.bytesRead) / 1e6),
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}
await stopQueue()
await disconnect()
process.send?.(imported)
process.disconnect?.()

async function resultReady(): Promise<void> {
  const { bulkOperationId } = await inShop(shop, (db) =>
    db.importRun.findFirstOrThrow({ where: { kind: 'orders' } }),
  )
  while ((await fetchBulkState(adminOf(shop), bulkOperationId ?? '')).status === 'running') await wait(pollMs)
}
