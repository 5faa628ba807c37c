// What the bench says: tables for people and for docs/when.md.
import { asMarkdown, asText, type Table } from '../recommend/report.ts'
import { ourName, type SmallShop, type WhenComparison } from './compare.ts'
import { type WhenMetrics, whenMetricNames } from './metrics.ts'
import type { NeedComparison } from './needs.ts'

/** All that was measured. */
export interface WhenReport {
  eventSets: WhenComparison[]
  needs: NeedComparison[]
  smallShops: SmallShop[]
}

/** Every table, in the order in which it is read. */
export function whenTables({ eventSets, needs, smallShops }: WhenReport): Table[] {
  return [
    methodsTable('When a customer orders again', eventSets),
    differenceTable(eventSets),
    coverageTable([...eventSets, ...needs.map((each) => ({ ...each, name: `${each.name}, products` }))]),
    fittedTable(eventSets),
    ...(smallShops.length > 0 ? [smallTable(smallShops)] : []),
    ...(needs.length > 0 ? [methodsTable('When a customer needs a product again', needs)] : []),
  ]
}

/** The tables as text. */
export function asWhenText(report: WhenReport): string {
  return whenTables(report).map(asText).join('\n\n')
}

/** The tables as Markdown. */
export function asWhenMarkdown(report: WhenReport): string {
  return whenTables(report).map(asMarkdown).join('\n\n')
}

interface Measured {
  name: string
  events: number
  methods: Record<string, WhenMetrics>
}

const metricTitles: Record<keyof WhenMetrics, string> = {
  logLoss: 'log-loss',
  mae: 'MAE, days',
  brier: 'Brier',
  auc: 'AUC',
  calibrationError: 'calibration error',
  calibrationErrorByTenths: 'the same, by tenths',
}

function methodsTable(title: string, sets: readonly Measured[]): Table {
  const head = ['shop', 'events', 'method', ...whenMetricNames.map((name) => metricTitles[name])]
  const body = sets.flatMap(({ name, events, methods }) =>
    Object.entries(methods).map(([method, metrics]) => [
      name,
      String(events),
      method,
      ...whenMetricNames.map((key) => metrics[key].toFixed(key === 'mae' ? 2 : 4)),
    ]),
  )
  return { title, rows: [head, ...body] }
}

function differenceTable(sets: readonly WhenComparison[]): Table {
  const head = ['shop', 'log-loss', "BG/NBD's", 'difference', '95 % interval', 'MAE', "BG/NBD's better one"]
  const body = sets.map(({ name, logLoss, bgnbdLogLoss, difference, mae, bgnbdMae }) => [
    name,
    logLoss.toFixed(4),
    bgnbdLogLoss.toFixed(4),
    percent(difference.differencePercent),
    `${percent(difference.low)} to ${percent(difference.high)}`,
    mae.toFixed(2),
    bgnbdMae.toFixed(2),
  ])
  return { title: `${ourName} and BG/NBD`, rows: [head, ...body] }
}

function coverageTable(sets: readonly Pick<WhenComparison, 'name' | 'coverage'>[]): Table {
  const head = ['shop', 'capped wait held', 'stated interval held', 'it says']
  const body = sets.map(({ name, coverage }) => [
    name,
    ...[coverage.capped, coverage.returned, coverage.returnedExpected].map((share) => percent(100 * share)),
  ])
  return { title: 'The interval of eight in ten', rows: [head, ...body] }
}

function fittedTable(sets: readonly WhenComparison[]): Table {
  const head = ['shop', 'r', 'alpha', 'a', 'b', 'log-likelihood']
  const body = sets.map(({ name, fitted: { r, alpha, a, b, logLikelihood } }) => [
    name,
    ...[r, alpha, a, b].map((value) => value.toPrecision(4)),
    logLikelihood.toFixed(2),
  ])
  return { title: 'BG/NBD as fitted to the train part', rows: [head, ...body] }
}

function smallTable(rows: readonly SmallShop[]): Table {
  const head = ['shop', 'customers', 'log-loss', "BG/NBD's", 'MAE', "BG/NBD's", 'calibration error']
  const body = rows.map((row) => [
    row.name,
    String(row.customers),
    row.logLoss.toFixed(4),
    row.bgnbdLogLoss.toFixed(4),
    row.mae.toFixed(2),
    row.bgnbdMae.toFixed(2),
    row.calibrationError.toFixed(4),
  ])
  return { title: 'Taught by a few customers only, asked about all events', rows: [head, ...body] }
}

function percent(value: number): string {
  return `${value.toFixed(1)} %`
}
