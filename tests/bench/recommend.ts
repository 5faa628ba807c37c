// Our recommender beside published ones on real shops' orders: `npm run bench -- recommend --data DIR [--json]`. What is
// measured stands in docs/recommender.md, whose figures every run writes anew. Progress goes to the error stream.
import { percentAbove } from './recommend/bootstrap.ts'
import { type Comparison, compare } from './recommend/compare.ts'
import { writeDocument } from './recommend/document.ts'
import { type JobResult, jobsOf, modes } from './recommend/jobs.ts'
import type { NextEntry } from './recommend/next.ts'
import { nextPeers } from './recommend/next-peers/all.ts'
import { peers } from './recommend/peers/all.ts'
import { doAll } from './recommend/pool.ts'
import { asText, ourName, type Report, tablesOf } from './recommend/report.ts'
import { BadInput, readShops, type ShopFolder } from './recommend/shops.ts'
import type { Measured, Options, Target } from './run.ts'

export const minutesMax = 90

/** Percentages are of the best peer, the worst shop or the mean of shops as the key says. */
export const targets: Record<string, Target> = {
  shortFrozenShopsBelow: { max: 0 },
  shortFrozenMeanPercent: { min: 0 },
  fullFrozenWorstPercent: { min: -2 },
  shortLiveMeanPercent: { min: 3 },
  nextToTifuPercent: { min: 0 },
  coldWorstPercent: { min: 0 },
  coldTimesEase: { min: 1.5 },
}

/** Reads the folder's shops, runs everything and writes docs/recommender.md. */
export async function run({ data }: Options): Promise<Measured | string> {
  if (data === undefined)
    return 'needs --data DIR, a folder with NAME.csv.gz files of orders (order_id, ts or seq, product_id).'
  const folder = readFolder(data)
  if (typeof folder === 'string') return folder
  const told = (text: string) => process.stderr.write(`  ${text}\n`)
  const report = reportOf(folder, await doAll(folder.shops.flatMap(jobsOf), data, told))
  const tables = tablesOf(report)
  writeDocument(tables, [...peers, ...nextPeers], notesOf(folder))
  return { figures: figuresOf(report), text: tables.map(asText).join('\n\n'), json: report }
}

function readFolder(data: string): ShopFolder | string {
  try {
    const folder = readShops(data)
    return folder.shops.length > 0 ? folder : `${data} must hold a NAME.csv.gz with a column product_id.`
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
}

function reportOf({ shops }: ShopFolder, results: readonly JobResult[]): Report {
  return {
    shops: shops.flatMap(({ shop }) => comparisonsOf(shop.name, results)),
    next: results.flatMap((each) => (each.kind === 'next' ? each.rows : [])),
    coldStart: results.flatMap((each) => (each.kind === 'cold' ? each.rows : [])),
  }
}

function comparisonsOf(name: string, results: readonly JobResult[]): Comparison[] {
  const runs = results.flatMap((each) => (each.kind === 'run' && each.shop === name ? [each.run] : []))
  const ours = runs.find((run) => run.name === ourName)
  if (!ours) throw new Error(`${ourName} must be run on ${name} before it is compared.`)
  const others = peers.flatMap((peer) => runs.filter((run) => run.name === peer.name))
  return compare(name, ours, others, modes)
}

function notesOf({ shops, withoutProducts }: ShopFolder): string[] {
  const known = shops.map(
    ({ shop, orders }) => `${shop.name} (${orders.length} orders, ${shop.products.length} products)`,
  )
  const rest = withoutProducts.length > 0 ? ` Without products: ${withoutProducts.join(', ')}.` : ''
  return [`\`npm run bench -- recommend\` on ${known.join(' and ')}.${rest}`]
}

function figuresOf({ shops, next, coldStart }: Report): Record<string, number> {
  const [short, full] = ['short', 'full'].map((basket) => shops.filter((row) => row.basket === basket))
  const frozen = ({ mode }: Comparison) => mode === 'frozen'
  const shortFrozen = short?.filter(frozen) ?? []
  const shortLive = short?.filter((row) => !frozen(row)) ?? []
  const fullFrozen = full?.filter(frozen) ?? []
  return {
    shortFrozenShopsBelow: shortFrozen.filter(({ high }) => high < 0).length,
    shortFrozenMeanPercent: mean(shortFrozen.map((row) => row.differencePercent)),
    ...worst(
      'fullFrozenWorstPercent',
      fullFrozen.map((row) => row.differencePercent),
    ),
    shortLiveMeanPercent: mean(shortLive.map((row) => row.differencePercent)),
    ...worst('nextToTifuPercent', next.filter(({ task }) => task === 'repeat').map(toTifu)),
    ...worst(
      'coldWorstPercent',
      coldStart.map((row) => row.aboveSimplePercent),
    ),
    ...worst('coldTimesEase', timesEaseAtFifty(coldStart)),
  }
}

function timesEaseAtFifty(rows: Report['coldStart']): number[] {
  return rows
    .filter(({ orders, hasTitles }) => orders === 50 && hasTitles)
    .flatMap(({ timesEase }) => timesEase ?? [])
}

function toTifu({ ours, peers: theirs }: NextEntry): number {
  return percentAbove(ours, theirs['TIFU-KNN'] ?? 0)
}

/** Nothing where no shop has the figure. */
function worst(key: string, values: readonly number[]): Record<string, number> {
  return values.length > 0 ? { [key]: Math.min(...values) } : {}
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
