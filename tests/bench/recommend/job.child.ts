// One thread of the bench: reads the shops itself and does the pieces it is given.
import { parentPort, workerData } from 'node:worker_threads'
import { doJob, type Job } from './jobs.ts'
import { readShops } from './shops.ts'

const { shops } = readShops(String(workerData))

parentPort?.on('message', (job: Job) => {
  const shop = shops.find((each) => each.shop.name === job.shop)
  if (!shop) throw new Error(`There must be a shop named ${job.shop}.`)
  parentPort?.postMessage(doJob(job, shop))
})
