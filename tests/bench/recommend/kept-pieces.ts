// Pieces of the bench that are done stay done: a run that was broken off goes on, and peers that nobody changed are not
// measured again when our model changes. Delete .cache/bench-recommend to measure everything anew.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type Job, type JobResult, nameOf } from './jobs.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, '.cache/bench-recommend')

/** What all pieces hang on, and what only ours do. The next order hangs on its own files as well. */
const common = ['peers/*.ts', 'protocol.ts', 'metrics.ts', 'tuning.ts', 'compare.ts', 'shops.ts']
const own = ['ours.ts', 'cold-start.ts', 'bootstrap.ts', '../../../app/domain/recommend/!(next-need)*.ts']
const next = ['next*.ts', 'next-peers/*.ts', '../../../app/domain/recommend/next-need*.ts']

/**
 * Where a piece is kept: named by it and by the contents of all that it hangs on, so that what changed is not found. To be
 * asked for before the piece is done: code that changes meanwhile is not what did it.
 */
export function piecePath(job: Job, data: string): string {
  const hash = createHash('sha256')
  const code = globSync(patternsOf(job), { cwd: import.meta.dirname }).sort()
  const orders = globSync(`${job.shop}{,_products}.csv.gz`, { cwd: data }).sort()
  for (const file of code) hash.update(readFileSync(join(import.meta.dirname, file)))
  for (const file of orders) hash.update(readFileSync(join(data, file)))
  const name = nameOf(job).replaceAll(/[^\w]+/g, '-')
  return join(folder, `${name}-${hash.digest('hex').slice(0, 16)}`)
}

/** What the same code made of the same orders before, if it was kept at this path. */
export function keptPiece(path: string): JobResult | undefined {
  return existsSync(path) ? deserialize(readFileSync(path)) : undefined
}

/** Keeps what came of a piece; a second time replaces the first. */
export function keepPiece(path: string, result: JobResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.new`, serialize(result))
  renameSync(`${path}.new`, path)
}

function patternsOf(job: Job): string[] {
  if (job.kind === 'next') return [...common, ...own, ...next]
  return job.kind === 'run' && job.method !== undefined ? common : [...common, ...own]
}
