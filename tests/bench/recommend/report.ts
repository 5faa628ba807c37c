// What the bench says: one object for `--json`, tables for people and for docs/recommender.md.
import type { ColdStart } from './cold-start.ts'
import type { Comparison } from './compare.ts'
import type { NextEntry } from './next.ts'

/** Our own method's name in tables. */
export const ourName = 'Encore'

export interface Report {
  shops: Comparison[]
  next: NextEntry[]
  coldStart: ColdStart[]
}

/** A table: the first row holds the column names, the first column is text, the others are figures. */
export interface Table {
  title: string
  rows: string[][]
}

const columns = [
  { basket: 'short', mode: 'frozen' },
  { basket: 'full', mode: 'frozen' },
  { basket: 'short', mode: 'live' },
  { basket: 'full', mode: 'live' },
] as const

/** Every table of the report, in the order in which it is read. */
export function tablesOf({ shops, next, coldStart }: Report): Table[] {
  const names = [...new Set(shops.map(({ name }) => name))]
  return [
    differences(shops),
    ...names.map((name) => methods(name, shops)),
    ...names.map((name) => shapes(name, shops)),
    ...(next.length > 0 ? [nextTable(next)] : []),
    ...(coldStart.length > 0 ? [coldTable(coldStart)] : []),
  ]
}

/** As lines of even columns. */
export function asText({ title, rows }: Table): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n')
}

/** As a Markdown table under its title. */
export function asMarkdown({ title, rows }: Table): string {
  const [head = [], ...body] = rows
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    `**${title}**`,
    '',
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...body.map(line),
  ].join('\n')
}

function differences(shops: readonly Comparison[]): Table {
  const head = ['shop', 'basket', 'mode', 'cases', 'ours', 'best peer', 'its', 'difference', '95 % interval']
  const rows = shops.map((row) => [
    row.name,
    row.basket,
    row.mode,
    String(row.cases),
    figure(row.ours),
    row.bestPeer,
    figure(row.peers[row.bestPeer] ?? 0),
    percent(row.differencePercent),
    `${percent(row.low)} to ${percent(row.high)}`,
  ])
  return { title: 'Ours and the best peer (NDCG@10)', rows: [head, ...rows] }
}

function methods(name: string, shops: readonly Comparison[]): Table {
  const own = columns.map(({ basket, mode }) =>
    shops.find((row) => row.name === name && row.basket === basket && row.mode === mode),
  )
  const peers = Object.keys(own[0]?.peers ?? {})
  const rows = peers.map((peer) => [peer, ...own.map((row) => figure(row?.peers[peer]))])
  return {
    title: `${name}: every method (NDCG@10)`,
    rows: [
      ['method', ...columns.map(({ basket, mode }) => `${basket}, ${mode}`)],
      ...rows,
      [ourName, ...own.map((row) => figure(row?.ours))],
    ],
  }
}

function shapes(name: string, shops: readonly Comparison[]): Table {
  const row = shops.find((each) => each.name === name && each.basket === 'short' && each.mode === 'frozen')
  const rows = Object.entries(row?.metrics ?? {}).map(([method, metrics]) => [
    method,
    ...[
      metrics.hitRate1,
      metrics.hitRate3,
      metrics.hitRate10,
      metrics.meanReciprocalRank,
      metrics.ndcg10,
    ].map(figure),
    figure(metrics.coverage10),
  ])
  const head = ['method', 'HR@1', 'HR@3', 'HR@10', 'MRR', 'NDCG@10', 'coverage@10']
  return { title: `${name}: short baskets, frozen`, rows: [head, ...rows] }
}

function nextTable(rows: readonly NextEntry[]): Table {
  const head = ['method', ...rows.map(({ name, task, customers }) => `${name}, ${task} (${customers})`)]
  const peers = Object.keys(rows[0]?.peers ?? {})
  return {
    title: 'The next order of a customer (NDCG@10)',
    rows: [
      head,
      ...peers.map((peer) => [peer, ...rows.map((row) => figure(row.peers[peer]))]),
      [ourName, ...rows.map((row) => figure(row.ours))],
      ['to the best', ...rows.map((row) => percent(row.differencePercent))],
      ['95 % interval', ...rows.map((row) => `${percent(row.low)} to ${percent(row.high)}`)],
    ],
  }
}

function coldTable(rows: readonly ColdStart[]): Table {
  const head = ['shop', 'orders', 'basket', 'cases', 'ours', 'popularity', 'counts', 'confidence', 'EASE']
  const body = rows.map((row) => [
    row.name,
    String(row.orders),
    row.basket,
    String(row.cases),
    figure(row.ours),
    ...['popularity', 'counts', 'confidence', 'EASE'].map((peer) => figure(row.peers[peer])),
    `${row.bestPeer} ${figure(row.peers[row.bestPeer])}`,
  ])
  return { title: 'The first orders of a shop (NDCG@10)', rows: [[...head, 'best peer'], ...body] }
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(4)
}

function percent(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)} %`
}
