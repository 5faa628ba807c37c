// Reads from a folder of shops' orders who ordered on which day: NAME.csv.gz with customer_id and ts.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { BadInput } from '../recommend/shops.ts'

/** One order of one customer on one day (UTC, since 1970), with what it had where the shop says. */
export interface Visit {
  orderId: string
  customer: string
  day: number
  /** Pieces by product. */
  products: Map<string, number>
}

/** A shop whose customers are known. Several orders of a customer on one day are one day of theirs. */
export interface WhenShop {
  name: string
  orders: Visit[]
  /** Each customer's days, each once, rising; by the customer's id. */
  customers: Map<string, number[]>
  firstDay: number
  lastDay: number
  hasProducts: boolean
}

const ending = '.csv.gz'
const dayMs = 86_400_000
const zoneForm = /(?:Z|[+-]\d{2}:?\d{2})$/

/** Every shop of the folder that says who ordered when, by name. Throws `BadInput` when one cannot be read. */
export function readWhenShops(folder: string): WhenShop[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BadInput(`--data must name a folder with NAME${ending} files; there is no folder ${folder}.`)
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending) && !file.endsWith(`_products${ending}`))
    .sort()
    .flatMap((file) => readShop(join(folder, file), file))
    .filter(({ customers }) => [...customers.values()].some((days) => days.length > 1))
}

function readShop(path: string, file: string): WhenShop[] {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(unzipped(path, file), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) => name.replace(/^\ufeff/, '').trim(),
  })
  const columns = new Set(meta.fields)
  if (!['order_id', 'customer_id', 'ts'].every((name) => columns.has(name))) return []
  const broken = errors.find(({ type }) => type !== 'Delimiter')
  if (broken)
    throw new BadInput(`${file} must be comma-separated: row ${broken.row ?? '?'}: ${broken.message}.`)
  return [shopOf(file.slice(0, -ending.length), visitsOf(data, file), columns.has('product_id'))]
}

function unzipped(path: string, file: string): string {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8')
  } catch (error) {
    throw new BadInput(`${file} must be a gzip file: ${error instanceof Error ? error.message : error}`)
  }
}

function visitsOf(rows: readonly Record<string, string>[], file: string): Visit[] {
  const visits = new Map<string, Visit>()
  rows.forEach((row, index) => {
    const [orderId, customer, product] = ['order_id', 'customer_id', 'product_id'].map((name) =>
      (row[name] ?? '').trim(),
    )
    if (!orderId || !customer) return
    const visit = visits.get(orderId) ?? {
      orderId,
      customer,
      day: dayOf(row.ts, file, index),
      products: new Map(),
    }
    visits.set(orderId, visit)
    if (product) visit.products.set(product, (visit.products.get(product) ?? 0) + (Number(row.quantity) || 1))
  })
  return [...visits.values()]
}

function dayOf(ts = '', file: string, index: number): number {
  const text = ts.trim().replace(' ', 'T')
  const at = Date.parse(text.length === 10 || zoneForm.test(text) ? text : `${text}Z`)
  if (!Number.isFinite(at))
    throw new BadInput(
      `${file}, row ${index + 2}: ts must be a time like 2010-12-01T08:26:00, not "${text}".`,
    )
  return Math.floor(at / dayMs)
}

function shopOf(name: string, orders: Visit[], hasProducts: boolean): WhenShop {
  const days = new Map<string, Set<number>>()
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { customer, day } of orders) {
    const own = days.get(customer) ?? new Set<number>()
    days.set(customer, own.add(day))
    firstDay = Math.min(firstDay, day)
    lastDay = Math.max(lastDay, day)
  }
  const byId = [...days].sort(([one], [other]) => (one < other ? -1 : 1))
  const customers = new Map(byId.map(([id, own]) => [id, [...own].sort((one, other) => one - other)]))
  return { name, orders, customers, firstDay, lastDay, hasProducts }
}
