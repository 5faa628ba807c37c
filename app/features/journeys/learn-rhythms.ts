import { Worker } from 'node:worker_threads'
import { dayOf } from '../../domain/replenish/order-days.ts'
import { unique } from '../../domain/unique.ts'
import { Unavailable } from '../../platform/errors.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { inShopHot } from '../../store/database.server.ts'
import {
  readPurchases,
  readRepeatCounts,
  readSoldPrices,
  sampleCustomers,
  writeRhythms,
} from '../../store/rhythms.server.ts'
import { inEachShop } from '../../store/shops.server.ts'
import type { Lesson } from './learn-rhythms.thread.ts'

const pageMax = 500
const spreadSeconds = 3_600
const learningSecondsMax = 300

/**
 * Learns from a shop's orders when its customers come back, and keeps it. What was kept before is where it begins, so
 * that a night's orders take a few steps. Reckoned in a thread of its own: nobody's walk waits for it.
 */
export async function learnRhythms(shop: string, now: Date, signal?: AbortSignal): Promise<void> {
  const customerIds = await inShopHot(shop, sampleCustomers)
  const lesson: Lesson = {
    today: dayOf(now),
    customers: [],
    counts: [],
    sold: [],
  }
  for (let from = 0; from < customerIds.length && !signal?.aborted; from += pageMax) {
    const page = customerIds.slice(from, from + pageMax)
    lesson.customers.push(...(await inShopHot(shop, (db) => readPurchases(db, page))))
  }
  if (signal?.aborted) throw new Unavailable('The learning was asked to stop.')
  const productIds = unique(lesson.customers.flatMap(({ lines }) => lines.map(({ productId }) => productId)))
  lesson.counts = [...(await inShopHot(shop, (db) => readRepeatCounts(db, productIds)))]
  lesson.sold = await inShopHot(shop, readSoldPrices)
  const rhythms = await inThread(lesson)
  await inShopHot(shop, (db) => writeRhythms(db, rhythms, now))
}

function inThread(lesson: Lesson): Promise<object> {
  const thread = new Worker(new URL('./learn-rhythms.thread.ts', import.meta.url), { workerData: lesson })
  return new Promise((learned, failed) => {
    const timer = setTimeout(() => {
      failed(new Unavailable('The learning took too long.'))
      void thread.terminate()
    }, learningSecondsMax * 1000)
    thread.once('message', learned)
    thread.once('error', failed)
    thread.once('exit', () => {
      clearTimeout(timer)
      failed(new Unavailable('The learning ended without a result.'))
    })
  })
}

/** Puts every installed shop in line for learning, spread over an hour. */
export async function learnAllRhythms(): Promise<void> {
  await inEachShop(spreadSeconds, (db, shop, afterSeconds) =>
    enqueue(db, 'learn-rhythms', { shop }, { key: shop, afterSeconds }),
  )
}
