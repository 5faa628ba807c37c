import './platform/production.ts'
import { pathToFileURL } from 'node:url'
import { createEnrollmentWorker } from './features/journeys/work-enrollments.ts'
import { noteBulkFinished } from './features/orders/import-history.ts'
import { createDeliveryWorker } from './features/orders/work-deliveries.ts'
import { noteCollectionTold } from './features/products/read-collection.ts'
import { verifyInstalled } from './features/shop/verify-installed.ts'
import { workShopJobs } from './features/shop/work-shop-jobs.ts'
import { log } from './platform/log.ts'
import { type Running, runProcess } from './process.ts'

/** Starts the worker beside whatever else this process does: the deliveries' queue, the walks' and the jobs'. */
export async function startWorker(): Promise<Running> {
  const deliveries = createDeliveryWorker({
    verifyInstalled,
    onBulkFinished: noteBulkFinished,
    onCollectionTold: noteCollectionTold,
  })
  const walks = createEnrollmentWorker()
  await workShopJobs()
  deliveries.start()
  walks.start()
  log.info('worker is working')
  const close = async () => {
    await Promise.all([deliveries.stop(), walks.stop()])
  }
  return { name: 'worker', close }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runProcess(async (_settings, running) => {
    running.push(await startWorker())
  })
