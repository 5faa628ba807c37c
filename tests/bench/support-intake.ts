// What the benches of the intake share: signed deliveries, a closed and an open stream of them over plain sockets,
// and the processor time of other processes.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, startEmbedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'

export const secret = 'bench-secret'
export const shop = 'roast-and-co.myshopify.com'
/** How many different buyers the orders have. */
export const customersOfBench = 2_000

/** A durable PostgreSQL, migrated, for one bench. */
export async function withPostgres<Result>(
  work: (server: Embedded) => Promise<Result>,
  settings: Record<string, string> = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-bench-intake-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), settings })
  try {
    await migrate(server.url)
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(`select set_config('app.shop_id', $1, false)`, [shop])
    await client.query(
      `insert into "Shop" ("installedAt", "currency") values (now() - interval '1 day', 'EUR')`,
    )
    await client.end()
    return await work(server)
  } finally {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true })
    if (!server.dataDir.startsWith(folder))
      await rm(join(server.dataDir, '..'), { recursive: true, force: true })
  }
}

/** A child process of a bench that says its port when it listens. */
export interface Child {
  process: ChildProcess
  port: number
  stop(): Promise<void>
}

/** Starts `file` of this folder with the environment of a production process. */
export async function startChild(file: string, args: string[], databaseUrl: string): Promise<Child> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'bench-key',
    SHOPIFY_API_SECRET: secret,
    SHOPIFY_APP_URL: 'https://encore.example',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const port = await new Promise<number>((opened, failed) => {
    child.once('message', (message) => opened(Number(message)))
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}.`)))
  })
  const stop = async () => {
    child.kill()
    await ended
  }
  return { process: child, port, stop }
}

/** An order of a shop as a webhook body of about `bytes` bytes, its signature, all the same length. */
export function orderBody(number: number, bytes: number): Buffer {
  const at = '2026-06-15T12:00:00Z'
  const id = 5_000_000_000_000 + number
  const line = (position: number) => ({
    id: id * 10 + position,
    admin_graphql_api_id: `gid://shopify/LineItem/${id * 10 + position}`,
    product_id: 7_000_000_000 + ((number * 7 + position * 13) % 60),
    variant_id: 8_000_000_000 + ((number * 7 + position * 13) % 60),
    title: 'Ethiopia Guji, whole beans',
    quantity: 1,
    current_quantity: 1,
    price: '14.50',
    price_set: { shop_money: { amount: '14.50', currency_code: 'EUR' } },
    discount_allocations: [],
  })
  const order = {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${1_000 + number}`,
    currency: 'EUR',
    created_at: at,
    processed_at: at,
    updated_at: at,
    financial_status: 'paid',
    subtotal_price: '29.00',
    total_price: '33.90',
    total_discounts: '0.00',
    source_name: 'web',
    customer: {
      id: 6_000_000_000 + (number % customersOfBench),
      email: `buyer${number % customersOfBench}@example.com`,
    },
    line_items: bytes > 2_000 ? [line(1), line(2), line(3)] : [],
    note: '',
  }
  const bare = Buffer.byteLength(JSON.stringify(order))
  // The rest of a real payload is addresses, tax lines and money bags: letters, digits and repetition.
  const filler = '{"amount":"14.50","currency_code":"EUR","rate":0.07,"title":"VAT"} '
  order.note = filler.repeat(Math.ceil(bytes / filler.length)).slice(0, Math.max(0, bytes - bare))
  return Buffer.from(JSON.stringify(order)).subarray(0)
}

/** A request, whole; the digits of its webhook id are at `idAt`. */
export interface Request {
  bytes: Buffer
  idAt: number
}

const idDigits = 12

/** The whole HTTP request of a delivery; `path` and headers as Shopify sends them. */
export function requestOf(body: Buffer, topic = 'orders/create'): Request {
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const head = [
    'POST /webhooks/shopify HTTP/1.1',
    'Host: encore.example',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'User-Agent: Shopify-Captain-Hook',
    `X-Shopify-Topic: ${topic}`,
    `X-Shopify-Shop-Domain: ${shop}`,
    'X-Shopify-API-Version: 2026-10',
    'X-Shopify-Triggered-At: 2026-06-15T12:00:00.000000000Z',
    'X-Shopify-Event-Id: 98880550-7158-44d4-b7cd-2c97c8a091b5',
    `X-Shopify-Hmac-Sha256: ${signature}`,
    `X-Shopify-Webhook-Id: b54557e4-bdd9-4b37-8a5f-${'0'.repeat(idDigits)}`,
    '',
    '',
  ].join('\r\n')
  const bytes = Buffer.concat([Buffer.from(head), body])
  return { bytes, idAt: head.length - 4 - idDigits }
}

let nextId = 1

/** Gives the request a webhook id that was not used before in this run. */
function renew({ bytes, idAt }: Request): void {
  bytes.write(String(nextId++).padStart(idDigits, '0'), idAt, 'latin1')
}

/** One connection that sends a request and waits for its answer. Opens again when the other side closes. */
export class Line {
  private socket: Socket | undefined
  private received = ''
  private answered: ((status: number) => void) | undefined
  private readonly port: number

  constructor(port: number) {
    this.port = port
  }

  /** The status of the answer; 0 when the connection broke. */
  send(request: Buffer): Promise<number> {
    return new Promise((answered) => {
      this.answered = answered
      this.received = ''
      this.open().write(request)
    })
  }

  close(): void {
    this.socket?.destroy()
  }

  private open(): Socket {
    if (this.socket && !this.socket.destroyed) return this.socket
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true })
    socket.on('data', (chunk: Buffer) => this.take(chunk.toString('latin1')))
    socket.on('error', () => undefined) // The close that follows says it.
    socket.on('close', () => this.answer(0))
    this.socket = socket
    return socket
  }

  private take(text: string): void {
    this.received += text
    const end = this.received.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = this.received.slice(0, end)
    const length = /content-length: (\d+)/i.exec(head)
    const isWhole = length
      ? this.received.length >= end + 4 + Number(length[1])
      : !/transfer-encoding/i.test(head) || this.received.endsWith('0\r\n\r\n')
    if (!isWhole) return
    if (/connection: close/i.test(head)) this.socket?.destroy()
    this.answer(Number(head.slice(9, 12)))
  }

  private answer(status: number): void {
    const answered = this.answered
    this.answered = undefined
    answered?.(status)
  }
}

/** What a closed stream came to. */
export interface Throughput {
  perSecond: number
  answered: number
  statuses: Map<number, number>
}

/** Sends over `lines` connections, each as soon as its last was answered, for `seconds`. */
export async function closedStream(
  port: number,
  bodies: Buffer[],
  { lines, seconds }: { lines: number; seconds: number },
): Promise<Throughput> {
  const statuses = new Map<number, number>()
  let isOver = false
  let answered = 0
  const run = async (index: number) => {
    const line = new Line(port)
    const requests = bodies.map((body) => requestOf(body))
    for (let at = index; !isOver; at++) {
      const request = requests[at % requests.length]
      if (!request) break
      renew(request)
      const status = await line.send(request.bytes)
      answered++
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    line.close()
  }
  const startedAt = performance.now()
  const running = Array.from({ length: lines }, (_, index) => run(index))
  await new Promise((over) => setTimeout(over, seconds * 1000))
  const counted = answered
  const elapsed = (performance.now() - startedAt) / 1000
  isOver = true
  await Promise.all(running)
  return { perSecond: counted / elapsed, answered, statuses }
}

/** What an open stream came to: how long each took from when it was due. */
export interface Latencies {
  ms: Float64Array
  statuses: Map<number, number>
}

/** An open stream. */
export interface OpenStream {
  perSecond: number
  seconds: number
  linesMax?: number
  /**
   * More than this sender may manage beside the server on one machine: then times run from when each was sent, or the
   * sender's own lateness would count.
   */
  isFlood?: boolean
}

/**
 * Sends `perSecond` for `seconds`, each when it is due, whether or not earlier ones were answered; times run from when
 * it was due. Connections are opened as they are needed, up to `linesMax`, and used again; while all of them wait for
 * an answer nothing is sent, and what was not sent when the time is over is left out.
 */
export async function openStream(
  port: number,
  bodies: Buffer[],
  { perSecond, seconds, linesMax = 4_000, isFlood = false }: OpenStream,
): Promise<Latencies> {
  const total = Math.round(perSecond * seconds)
  const ms: number[] = []
  const statuses = new Map<number, number>()
  const free: Line[] = []
  const all: Line[] = []
  const openLine = () => {
    if (all.length >= linesMax) return undefined
    const line = new Line(port)
    all.push(line)
    return line
  }
  const templates = bodies.map((body) => requestOf(body))
  const underway: Promise<void>[] = []
  const startedAt = performance.now()
  const send = async (line: Line, index: number) => {
    const template = templates[index % templates.length]
    if (!template) return
    renew(template)
    const from = isFlood ? performance.now() : startedAt + (index / perSecond) * 1000
    const status = await line.send(Buffer.from(template.bytes))
    ms.push(performance.now() - from)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    free.push(line)
  }
  let next = 0
  while (next < total && performance.now() - startedAt < seconds * 1000) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
    for (; next < due; next++) {
      const line = free.pop() ?? openLine()
      if (!line) break
      underway.push(send(line, next))
    }
    await new Promise((soon) => setTimeout(soon, 1))
  }
  await Promise.all(underway)
  for (const line of all) line.close()
  return { ms: Float64Array.from(ms), statuses }
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const ticksPerSecond = 100

/** Seconds of processor time that a process has used, its threads and dead children included. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0)
  return ticks / ticksPerSecond
}

/** Seconds of processor time of a PostgreSQL server with all its processes. */
export function postgresSeconds(server: Embedded): number {
  const [pid] = readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
  return [Number(pid), ...children.map(Number)].reduce((sum, each) => sum + secondsOrNone(each), 0)
}

function parentOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined // It ended while we looked.
  }
}

function secondsOrNone(pid: number): number {
  try {
    return processorSeconds(pid)
  } catch {
    return 0 // It ended while we looked; its parent has its time.
  }
}
