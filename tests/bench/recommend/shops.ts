// Reads a folder of real shops' orders: NAME.csv.gz, and NAME_products.csv.gz beside it where titles exist.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { type BenchOrder, type BenchProduct, byTimeAndId, type ShopOrders } from './protocol.ts'

/** A shop of the folder. `customers` counts those with an order to their name: protocol A2 needs them and days. */
export interface ShopFile extends ShopOrders {
  customers: number
}

/** What the folder holds: shops whose orders name products, and the names of files that only tell when. */
export interface ShopFolder {
  shops: ShopFile[]
  withoutProducts: string[]
}

/** The folder or a file of it is not what the bench can read; the message names it and what it must be. */
export class BadInput extends Error {}

const ending = '.csv.gz'
const productsEnding = `_products${ending}`
const dayMs = 86_400_000
/** `2010-12-01`, `2010-12-01T08:26:00`, and with a zone; without one it is UTC. */
const timeForm = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const zoneForm = /(?:Z|[+-]\d{2}:?\d{2})$/

/** Every shop of the folder by name. Throws `BadInput` when one cannot be read. */
export function readShops(folder: string): ShopFolder {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BadInput(`--data must name a folder with NAME${ending} files; there is no folder ${folder}.`)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(ending) && !file.endsWith(productsEnding))
    .sort()
  if (files.length === 0) throw new BadInput(`The folder ${folder} holds no NAME${ending} file.`)
  const tables = files.map((file) => readTable(folder, file))
  return {
    shops: tables.filter(({ columns }) => columns.has('product_id')).map((table) => shopOf(table, folder)),
    withoutProducts: tables.filter(({ columns }) => !columns.has('product_id')).map(({ name }) => name),
  }
}

interface Table {
  file: string
  name: string
  columns: Map<string, number>
  rows: string[][]
}

function readTable(folder: string, file: string): Table {
  const table = parseTable(folder, file)
  const { columns } = table
  const hasTime = columns.has('ts') || columns.has('seq')
  const hasWhat = columns.has('product_id') || columns.has('customer_id')
  if (!columns.has('order_id') || !hasTime || !hasWhat)
    throw new BadInput(
      `${file} must have the columns order_id, ts or seq, and product_id; it has ${[...columns.keys()].join(', ')}.`,
    )
  return table
}

function parseTable(folder: string, file: string): Table {
  const { data, errors } = Papa.parse<string[]>(unzipped(folder, file), { skipEmptyLines: true })
  const [head, ...rows] = data
  const broken = errors.find(({ type }) => type !== 'Delimiter')
  if (broken)
    throw new BadInput(`${file} must be comma-separated: row ${broken.row ?? '?'}: ${broken.message}.`)
  if (!head || rows.length === 0)
    throw new BadInput(`${file} must hold a row of column names and orders below it.`)
  const columns = new Map(head.map((name, column) => [name.replace(/^\ufeff/, '').trim(), column]))
  return { file, name: file.slice(0, -ending.length), columns, rows }
}

function unzipped(folder: string, file: string): string {
  try {
    return gunzipSync(readFileSync(join(folder, file))).toString('utf8')
  } catch (error) {
    throw new BadInput(`${file} must be a gzip file: ${error instanceof Error ? error.message : error}`)
  }
}

function shopOf(table: Table, folder: string): ShopFile {
  const ids = [...new Set(table.rows.map((row) => cell(table, row, 'product_id')))].sort()
  const places = new Map(ids.map((id, place) => [id, place]))
  const known = productsBeside(table, folder)
  const orders = [...ordersOf(table, places).values()].map(inProductOrder).sort(byTimeAndId)
  const customers = new Set(orders.map((order) => order.customer).filter((each) => each !== undefined)).size
  const products = ids.map((id) => known.get(id) ?? { id })
  return { shop: { name: table.name, products, hasDays: table.columns.has('ts') }, orders, customers }
}

function ordersOf(table: Table, places: Map<string, number>): Map<string, BenchOrder> {
  const orders = new Map<string, BenchOrder>()
  table.rows.forEach((row, index) => {
    const id = cell(table, row, 'order_id')
    const productId = cell(table, row, 'product_id')
    const product = places.get(productId)
    if (id === '' || productId === '' || product === undefined)
      throw new BadInput(`${table.file}, row ${index + 2}: order_id and product_id must not be empty.`)
    const order = orders.get(id) ?? emptyOrder(table, row, id, index)
    orders.set(id, order)
    addLine(order, product, numberOf(table, row, 'quantity') ?? 1, numberOf(table, row, 'unit_price'))
  })
  return orders
}

function emptyOrder(table: Table, row: string[], id: string, index: number): BenchOrder {
  const hasDays = table.columns.has('ts')
  const text = cell(table, row, hasDays ? 'ts' : 'seq')
  const at = hasDays ? timeOf(text) : text === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(at))
    throw new BadInput(
      `${table.file}, row ${index + 2}: ${hasDays ? 'ts must be a time like 2010-12-01T08:26:00' : 'seq must be a number'}, not "${text}".`,
    )
  const customer = cell(table, row, 'customer_id') || undefined
  const day = hasDays ? Math.floor(at / dayMs) : 0
  return { id, at, day, customer, products: [], quantities: [], prices: [] }
}

/** A product that comes twice in one order is one line with both quantities. */
function addLine(order: BenchOrder, product: number, quantity: number, price: number | undefined): void {
  const line = order.products.indexOf(product)
  if (line >= 0) {
    order.quantities[line] = (order.quantities[line] ?? 0) + quantity
    return
  }
  order.products.push(product)
  order.quantities.push(quantity)
  order.prices.push(price)
}

function inProductOrder(order: BenchOrder): BenchOrder {
  const lines = order.products
    .map((product, line) => ({ product, quantity: order.quantities[line] ?? 1, price: order.prices[line] }))
    .sort((one, other) => one.product - other.product)
  return {
    ...order,
    products: lines.map(({ product }) => product),
    quantities: lines.map(({ quantity }) => quantity),
    prices: lines.map(({ price }) => price),
  }
}

function productsBeside({ name }: Table, folder: string): Map<string, BenchProduct> {
  const file = `${name}${productsEnding}`
  if (!existsSync(join(folder, file))) return new Map()
  const table = parseTable(folder, file)
  if (!table.columns.has('product_id') || !table.columns.has('title'))
    throw new BadInput(
      `${file} must have the columns product_id and title; it has ${[...table.columns.keys()].join(', ')}.`,
    )
  return new Map(
    table.rows.map((row) => {
      const id = cell(table, row, 'product_id')
      const title = cell(table, row, 'title')
      const category = cell(table, row, 'category')
      return [id, { id, ...(title && { title }), ...(category && { category }) }]
    }),
  )
}

function timeOf(text: string): number {
  if (!timeForm.test(text)) return Number.NaN
  return Date.parse(text.length === 10 || zoneForm.test(text) ? text : `${text.replace(' ', 'T')}Z`)
}

function numberOf(table: Table, row: string[], column: string): number | undefined {
  const text = cell(table, row, column)
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

function cell({ columns }: Table, row: string[], column: string): string {
  const index = columns.get(column)
  return index === undefined ? '' : (row[index] ?? '').trim()
}
