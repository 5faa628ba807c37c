// The worker of deliveries, and of walks where there are some, alone in its process.
import { createEnrollmentWorker } from '../../app/features/journeys/work-enrollments.ts'
import { createDeliveryWorker } from '../../app/features/orders/work-deliveries.ts'
import { config } from '../../app/platform/config.ts'
import { startQueue } from '../../app/platform/queue.server.ts'
import { connect } from '../../app/store/database.server.ts'

const settings = config()
connect(settings.databaseUrl, settings.databaseConnectionsMax)
createDeliveryWorker({
  verifyInstalled: async () => 'unknown',
  onBulkFinished: async () => undefined,
}).start()
if (process.env.FAULTS_NOW) {
  await startQueue(settings.databaseUrl ?? '')
  createEnrollmentWorker().start()
}
process.send?.('ready')
process.once('disconnect', () => process.exit())
