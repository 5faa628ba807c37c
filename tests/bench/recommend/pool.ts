// Gives pieces of work to as many threads as there are processors.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Job, type JobResult, nameOf } from './jobs.ts'
import { keepPiece, keptPiece, piecePath } from './kept-pieces.ts'

/** Each thread may hold a dense matrix of all pairs of a shop's products. */
const threadsMax = 4

/**
 * The results by the order of the jobs; what was done and kept before is not done again. `told` hears of each as it is
 * done. The first that fails is thrown.
 */
export async function doAll(
  jobs: readonly Job[],
  data: string,
  told: (text: string) => void,
): Promise<JobResult[]> {
  const results = new Map<number, JobResult>()
  const paths = jobs.map((job) => piecePath(job, data))
  paths.forEach((path, place) => {
    const kept = keptPiece(path)
    if (kept) results.set(place, kept)
  })
  const waiting = jobs
    .map((job, place) => ({ job, place, path: paths[place] ?? '' }))
    .filter(({ place }) => !results.has(place))
  const threads = Math.min(availableParallelism(), threadsMax, waiting.length)
  await Promise.all(Array.from({ length: threads }, () => workThrough(waiting, data, results, told)))
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result)
}

/** One thread: takes the next piece until none waits. */
async function workThrough(
  waiting: { job: Job; place: number; path: string }[],
  data: string,
  results: Map<number, JobResult>,
  told: (text: string) => void,
): Promise<void> {
  const worker = new Worker(join(import.meta.dirname, 'job.child.ts'), { workerData: data })
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { job, place, path } = next
      const started = performance.now()
      const result = await answerOf(worker, job)
      results.set(place, result)
      keepPiece(path, result)
      const setting = result.kind === 'run' && result.run.setting ? ` (${result.run.setting})` : ''
      told(`${nameOf(job)}${setting}: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
    }
  } catch (error) {
    waiting.length = 0
    throw error
  } finally {
    await worker.terminate()
  }
}

function answerOf(worker: Worker, job: Job): Promise<JobResult> {
  return new Promise((done, failed) => {
    worker.removeAllListeners()
    worker.once('message', (result: JobResult) => done(result))
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new Error(`${nameOf(job)} ended with ${code} and no result.`)))
    worker.postMessage(job)
  })
}
