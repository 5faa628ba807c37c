// Our recommender beside published ones on real shops' orders: `npm run bench -- recommend --data DIR [--json]`. What is
// measured stands in docs/recommender.md, whose figures every run writes anew. Progress goes to the error stream.
import { type ColdStart, runColdStart } from './recommend/cold-start.ts'
import { type Comparison, compare, type Run, runOurs, runPeer } from './recommend/compare.ts'
import { writeDocument } from './recommend/document.ts'
import { ours } from './recommend/ours.ts'
import { peers } from './recommend/peers/all.ts'
import { splitByTime } from './recommend/protocol.ts'
import { asText, type Report, tablesOf } from './recommend/report.ts'
import { BadInput, readShops, type ShopFile, type ShopFolder } from './recommend/shops.ts'
import type { Measured, Options, Target } from './run.ts'

export const minutesMax = 90

export const targets: Record<string, Target> = {
  shortFrozenShopsBelow: { max: 0 },
  shortFrozenMeanPercent: { min: 0 },
  fullFrozenWorstPercent: { min: -2 },
  shortLiveMeanPercent: { min: 3 },
  coldWorstPercent: { min: 0 },
  coldTimesEase: { min: 1.5 },
}

const modes = ['frozen', 'live'] as const

/** Reads the folder's shops, runs everything and writes docs/recommender.md. */
export async function run({ data }: Options): Promise<Measured | string> {
  if (data === undefined)
    return 'needs --data DIR, a folder with NAME.csv.gz files of orders (order_id, ts or seq, product_id).'
  const folder = readFolder(data)
  if (typeof folder === 'string') return folder
  const report: Report = { shops: [], coldStart: [] }
  for (const shop of folder.shops) {
    report.shops.push(...compareShop(shop))
    report.coldStart.push(...runColdStart(shop, ours, peers, (text) => tell(shop, text)))
  }
  const tables = tablesOf(report)
  writeDocument(tables, peers, notesOf(folder))
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

function compareShop(file: ShopFile): Comparison[] {
  const trial = splitByTime(file)
  const told = (each: Run) => {
    tell(file, `${each.name}${each.setting && ` (${each.setting})`}: ${each.seconds.toFixed(1)} s`)
    return each
  }
  const runs = peers.map((peer) => told(runPeer(peer, trial, peer.isFrozenOnly ? ['frozen'] : modes)))
  return compare(file.shop.name, told(runOurs(ours(), trial, modes)), runs, modes)
}

function notesOf({ shops, withoutProducts }: ShopFolder): string[] {
  const known = shops.map(
    ({ shop, orders }) => `${shop.name} (${orders.length} orders, ${shop.products.length} products)`,
  )
  const rest = withoutProducts.length > 0 ? ` Without products: ${withoutProducts.join(', ')}.` : ''
  return [`\`npm run bench -- recommend\` on ${known.join(' and ')}.${rest}`]
}

function figuresOf({ shops, coldStart }: Report): Record<string, number> {
  const of = (basket: string, mode: string) =>
    shops.filter((row) => row.basket === basket && row.mode === mode)
  const mean = (rows: readonly Comparison[]) =>
    rows.reduce((sum, row) => sum + row.differencePercent, 0) / Math.max(rows.length, 1)
  const atFifty = coldStart.filter(
    ({ orders, hasTitles, timesEase }) => orders === 50 && hasTitles && timesEase > 0,
  )
  return {
    shortFrozenShopsBelow: of('short', 'frozen').filter(({ high }) => high < 0).length,
    shortFrozenMeanPercent: mean(of('short', 'frozen')),
    fullFrozenWorstPercent: Math.min(...of('full', 'frozen').map((row) => row.differencePercent)),
    shortLiveMeanPercent: mean(of('short', 'live')),
    ...worstOf(
      'coldWorstPercent',
      coldStart.map((row: ColdStart) => row.aboveSimplePercent),
    ),
    ...worstOf(
      'coldTimesEase',
      atFifty.map((row) => row.timesEase),
    ),
  }
}

function worstOf(key: string, values: readonly number[]): Record<string, number> {
  return values.length > 0 ? { [key]: Math.min(...values) } : {}
}

function tell({ shop }: ShopFile, text: string): void {
  process.stderr.write(`  ${shop.name}: ${text}\n`)
}
