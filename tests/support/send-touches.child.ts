// Sends what waits in a shop's outbox, in a process of its own that a test may kill.
//
//   node tests/support/send-touches.child.ts DATABASE_URL SHOP NOW
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { connect, disconnect } from '../../app/store/database.server.ts'

const [url = '', shop = '', at = ''] = process.argv.slice(2)
connect(url)
await startQueue(url)
await sendTouches(shop, { now: () => new Date(at) })
await stopQueue()
await disconnect()
