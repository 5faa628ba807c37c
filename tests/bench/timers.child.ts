// The worker of walks alone in its process, as a worker process runs it.
import { createEnrollmentWorker } from '../../app/features/journeys/work-enrollments.ts'
import { config } from '../../app/platform/config.ts'
import { startQueue } from '../../app/platform/queue.server.ts'
import { connect } from '../../app/store/database.server.ts'

const settings = config()
connect(settings.databaseUrl, settings.databaseConnectionsMax)
await startQueue(settings.databaseUrl ?? '')
createEnrollmentWorker().start()
process.send?.('ready')
process.once('disconnect', () => process.exit())
