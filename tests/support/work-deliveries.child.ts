// Works the deliveries of one shop until none waits, in a process of its own whose log can be read.
import { createDeliveryWorker } from '../../app/features/orders/work-deliveries.ts'
import { acrossShops, connect, disconnect } from '../../app/store/database.server.ts'

const [, , url = '', shop] = process.argv
connect(url)
const worker = createDeliveryWorker({
  verifyInstalled: async () => 'installed',
  onBulkFinished: async () => undefined,
})
const statement = `select count(*)::int as "waiting" from "Delivery" where "shopId" = $1 and "status" = 'waiting'`
const hasEnded = async () => (await acrossShops().query(statement, [shop])).rows[0].waiting === 0
worker.start()
const deadline = Date.now() + 15_000
while (Date.now() < deadline && !(await hasEnded()));
await worker.stop()
await disconnect()
