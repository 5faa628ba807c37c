// The worker of deliveries alone in its process, as a worker process runs it.
import { createDeliveryWorker } from '../../app/features/orders/work-deliveries.ts'
import { config } from '../../app/platform/config.ts'
import { connect } from '../../app/store/database.server.ts'

const settings = config()
connect(settings.databaseUrl, settings.databaseConnectionsMax)
createDeliveryWorker({
  verifyInstalled: async () => 'unknown',
  onBulkFinished: async () => undefined,
}).start()
process.send?.('ready')
process.once('disconnect', () => process.exit())
