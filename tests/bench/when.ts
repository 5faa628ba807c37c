// When a customer orders again, beside BG/NBD: `npm run bench -- when --data DIR [--json]` follows protocol B. What is
// measured stands in docs/when.md, whose figures every run writes anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withSection } from './recommend/document.ts'
import { BadInput } from './recommend/shops.ts'
import type { Measured, Options, Target } from './run.ts'
import { compareSmall, compareWhen, type WhenComparison } from './when/compare.ts'
import { compareNeeds } from './when/needs.ts'
import { asWhenMarkdown, asWhenText, type WhenReport } from './when/report.ts'
import { readWhenShops, type WhenShop } from './when/visits.ts'

/** The shop that the paper's parameters are known of. */
const known = 'cdnow_sample'
const document = join(import.meta.dirname, '../../docs/when.md')

/** As published, to three digits, and the log-likelihood to 0.01. */
const published = { cdnowR: 0.243, cdnowAlpha: 4.414, cdnowA: 0.793, cdnowB: 2.426 }
const publishedLogLikelihood = -9582.43

/** `worst` is over all shops: ours less BG/NBD's in percent of theirs. `Off` is how far from what was published. */
export const targets: Record<string, Target> = {
  cdnowParametersOff: { max: 0.0005 },
  cdnowLogLikelihoodOff: { max: 0.01 },
  worstLogLossPercent: { max: 0 },
  worstMaePercent: { max: 0 },
  worstCalibrationError: { max: 0.05 },
}

/** Reads the folder's shops with known customers, measures each, and writes docs/when.md. */
export async function run({ data }: Options): Promise<Measured | string> {
  if (data === undefined)
    return 'needs --data DIR, a folder with NAME.csv.gz files of orders (order_id, customer_id, ts).'
  const shops = readFolder(data)
  if (typeof shops === 'string') return shops
  const report = reportOf(shops)
  if (report.eventSets.length === 0) return `${data} must hold a shop whose customers ordered again.`
  const page = readFileSync(document, 'utf8')
  writeFileSync(document, withSection(page, 'Figures', asWhenMarkdown(report)))
  const answers = knownAnswers(report.eventSets)
  return {
    figures: { ...answers, ...offOf(answers), ...worstOf(report.eventSets) },
    text: asWhenText(report),
    json: { ...answers, ...report },
  }
}

function readFolder(data: string): WhenShop[] | string {
  try {
    return readWhenShops(data)
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
}

function reportOf(shops: readonly WhenShop[]): WhenReport {
  return {
    eventSets: shops.flatMap((shop) => compareWhen(told(shop)) ?? []),
    needs: shops.flatMap((shop) => compareNeeds(shop) ?? []),
    smallShops: shops.flatMap(compareSmall),
  }
}

function told(shop: WhenShop): WhenShop {
  process.stderr.write(`  ${shop.name}: ${shop.customers.size} customers\n`)
  return shop
}

/** The paper's parameters: the train part of the CDNOW sample is its 39 weeks. */
function knownAnswers(sets: readonly WhenComparison[]): Record<string, number> {
  const fitted = sets.find(({ name }) => name === known)?.fitted
  if (!fitted) return {}
  const { r: cdnowR, alpha: cdnowAlpha, a: cdnowA, b: cdnowB, logLikelihood: cdnowLogLikelihood } = fitted
  return { cdnowR, cdnowAlpha, cdnowA, cdnowB, cdnowLogLikelihood }
}

function offOf(answers: Record<string, number>): Record<string, number> {
  const { cdnowLogLikelihood } = answers
  if (cdnowLogLikelihood === undefined) return {}
  const offs = Object.entries(published).map(([key, value]) => Math.abs((answers[key] ?? 0) - value))
  return {
    cdnowParametersOff: Math.max(...offs),
    cdnowLogLikelihoodOff: Math.abs(cdnowLogLikelihood - publishedLogLikelihood),
  }
}

function worstOf(sets: readonly WhenComparison[]): Record<string, number> {
  const above = (one: number, other: number) => (100 * (one - other)) / other
  return {
    worstLogLossPercent: Math.max(...sets.map(({ logLoss, bgnbdLogLoss }) => above(logLoss, bgnbdLogLoss))),
    worstMaePercent: Math.max(...sets.map(({ mae, bgnbdMae }) => above(mae, bgnbdMae))),
    worstCalibrationError: Math.max(...sets.map(({ calibrationError }) => calibrationError)),
  }
}
