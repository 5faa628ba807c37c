// The offer door under a steady 500 requests a second, and under 300: a shop of 10,000 products and 60,000 orders beside
// a second one of the same size, a durable PostgreSQL, the real door in a process of its own. Open loop: a request is sent
// when it is due whether or not earlier ones were answered, and its time runs from when it was due. Then what one answer
// costs, web and PostgreSQL together, in turns with the route that Shopify's own template begins with: a processor that
// is slower for a minute is slower for both. Whatever is measured has answered the second shop for a while: what a process
// runs often it compiles better and better, and servers stay up for days.
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { SignJWT } from 'jose'
import pg from 'pg'
import type { Embedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'
import type { Target } from './run.ts'
import { secret, shop } from './support-deliveries.ts'
import { filledTables, fillShop, ordersOfShop, productsOfShop } from './support-offer-shop.ts'
import { type Child, postgresSeconds, processorSeconds, startChild } from './support-processes.ts'
import { roomForLog, wearIn } from './support-worn-in.ts'

export const targets: Record<string, Target> = {
  p99Ms: { max: 25 },
  p99Ms300: { max: 25 },
  timesStockCpu: { min: 10 },
}

const neighbour = 'tea-house.myshopify.com'
const perSecond = 500
const fewerPerSecond = 300
/** So long each process answers the second shop: the door has then compiled what it runs, the stock route sooner. */
const secondsToSettle = 45
/** Then so many of the shop itself, whose products it has in memory after that. */
const asksToWarmUp = 6_000
const measuredSeconds = 20
/** Of the cost: so many ask at once, each again as soon as it was answered. */
const askers = 16
const turns = 4
/** As long for each way: what PostgreSQL tidies up meanwhile, whoever made it, then weighs as much on both. */
const secondsEachTurn = 8
const asksMax = 36_000
const asksToSettle = 1_500

/**
 * `p50Ms`, `p99Ms` and `maxMs` of the answers, `p99Ms300` with fewer of them; processor time of one answer of the door
 * and of the stock route in microseconds, and how many times the one goes into the other. Throws when an answer is not a
 * 200, or when the door has too little to offer.
 */
export async function run(): Promise<Record<string, number>> {
  const { server, remove } = await startTemporaryPostgres(roomForLog)
  try {
    await migrate(server.url)
    await fill(server.url)
    await wearIn(server)
    return await measure(server)
  } finally {
    await remove()
  }
}

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const each of [shop, neighbour]) await fillShop(client, each)
  // Not "Offer": a table that is vacuumed while it is empty is planned for as empty, and no server ever does that.
  await client.query(`vacuum analyze ${filledTables.map((each) => `"${each}"`).join(', ')}`)
  await client.end()
}

/** One door takes both streams and then turns with the stock route; nobody asks twice for an order but who comes back. */
async function measure(server: Embedded): Promise<Record<string, number>> {
  const next = questionsOf(shop)
  const toWarmUp = await next(asksToWarmUp)
  const door = await startWarm('door', server, toWarmUp)
  try {
    const fewer = await measureLatencies(door, await next(fewerPerSecond * measuredSeconds), fewerPerSecond)
    const latencies = await measureLatencies(door, await next(perSecond * measuredSeconds), perSecond)
    // Each way keeps its offers under names of its own.
    const stock = await startWarm('stock', server, toWarmUp)
    const micros = await measureCosts(server, { door, stock }, await next(asksMax)).finally(stock.stop)
    const timesStockCpu = round(micros.stockMicros / micros.doorMicros)
    return { ...latencies, p99Ms300: fewer.p99Ms ?? 0, timesStockCpu, ...micros }
  } finally {
    await door.stop()
  }
}

async function startWarm(way: string, server: Embedded, questions: Question[]): Promise<Child> {
  const child = await startChild('offer.child.ts', [way], server.url)
  const next = questionsOf(neighbour)
  const untilMs = performance.now() + secondsToSettle * 1000
  while (performance.now() < untilMs) await askInTurn(child.port, await next(asksToSettle))
  await askInTurn(child.port, questions)
  return child
}

async function measureLatencies(
  { port }: Child,
  questions: Question[],
  rate: number,
): Promise<Record<string, number>> {
  return summary(await drive(port, questions, rate))
}

/** Microseconds of processor time of one answer of each way, web process and database together. */
async function measureCosts(
  server: Embedded,
  { door, stock }: { door: Child; stock: Child },
  questions: Question[],
): Promise<{ doorMicros: number; stockMicros: number }> {
  const spentBy = (child: Child) => ({ child, left: questions.values(), asked: 0, seconds: 0 })
  const ways = { door: spentBy(door), stock: spentBy(stock) }
  for (let turn = 0; turn < turns; turn += 1)
    for (const way of Object.values(ways)) await takeTurn(server, way)
  const micros = ({ asked, seconds }: Spent) => Math.round((seconds / asked) * 1e6)
  return { doorMicros: micros(ways.door), stockMicros: micros(ways.stock) }
}

interface Spent {
  child: Child
  left: Iterable<Question>
  asked: number
  seconds: number
}

async function takeTurn(server: Embedded, way: Spent): Promise<void> {
  const { process, port } = way.child
  const seconds = () => processorSeconds(process.pid ?? 0) + postgresSeconds(server)
  const before = seconds()
  way.asked += await askInTurn(port, way.left, performance.now() + secondsEachTurn * 1000)
  way.seconds += seconds() - before
}

interface Question {
  token: string
  body: string
}

/**
 * Questions about orders of a shop, further ones each time. Half are customers with their own orders, a quarter guests,
 * a quarter come back to an order that the same questions asked for before.
 */
function questionsOf(shopId: string): (count: number) => Promise<Question[]> {
  let from = 0
  return async (count) => {
    const questions: Question[] = []
    for (let at = 0; at < count; at += 1) {
      const isBack = at % 4 === 3 && at > 10 * askers // Not while the first answer is under way.
      const before = isBack ? questions[Math.floor(at / 2)] : undefined
      questions.push(before ?? (await question(shopId, from + at)))
    }
    from += count
    return questions
  }
}

async function question(shopId: string, at: number): Promise<Question> {
  const order = 1 + ((at * 31) % ordersOfShop)
  const isGuest = at % 4 === 2
  const sub = isGuest ? undefined : `gid://shopify/Customer/${1 + Math.floor((order - 1) / 3)}`
  const productIds = [0, 1, 2].map(
    (n) => `gid://shopify/Product/${1 + ((order * 13 + n * 17) % productsOfShop)}`,
  )
  const token = new SignJWT({ dest: `https://${shopId}`, jti: String(at), ...(sub && { sub }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('bench-key')
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('5m')
  return {
    token: await token.sign(new TextEncoder().encode(secret)),
    body: JSON.stringify({ placement: 'thank-you', orderId: `gid://shopify/Order/${order}`, productIds }),
  }
}

interface Answer {
  tookMs: number
  isOffer: boolean
}

async function drive(port: number, questions: Question[], rate: number): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const startMs = performance.now()
  const answers: Promise<Answer>[] = []
  for (const [at, each] of questions.entries()) {
    const dueMs = startMs + (at * 1000) / rate
    const early = dueMs - performance.now()
    if (early > 1) await wait(early)
    answers.push(post(port, agent, each, dueMs))
  }
  const all = await Promise.all(answers)
  agent.destroy()
  return all
}

/** Asks one after the other, until the time or they are over; how many. What is left can be asked in another turn. */
async function askInTurn(
  port: number,
  questions: Iterable<Question>,
  untilMs = Number.POSITIVE_INFINITY,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: askers })
  const left = questions[Symbol.iterator]()
  let asked = 0
  const asker = async () => {
    while (performance.now() < untilMs) {
      const { value, done } = left.next()
      if (done) return
      await post(port, agent, value, performance.now())
      asked += 1
    }
  }
  await Promise.all(Array.from({ length: askers }, asker))
  agent.destroy()
  return asked
}

function post(port: number, agent: Agent, { token, body }: Question, dueMs: number): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    // The library turns away what is no browser.
    'user-agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  }
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/api/offer', method: 'POST', agent, headers })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const tookMs = performance.now() - dueMs
        const isOffer = Buffer.concat(chunks).includes('"kind":"offer"')
        if (response.statusCode === 200) resolve({ tookMs, isOffer })
        else reject(new Error(`The door answered ${response.statusCode}.`))
      })
    })
    sent.end(body)
  })
}

function summary(answers: Answer[]): Record<string, number> {
  const times = answers.map(({ tookMs }) => tookMs).sort((one, other) => one - other)
  const at = (share: number) =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  const offered = answers.filter(({ isOffer }) => isOffer).length / answers.length
  if (offered < 0.9)
    throw new Error(`Only ${offered} of the answers were offers: the bench measures the wrong thing.`)
  return { p99Ms: at(0.99), p50Ms: at(0.5), maxMs: at(1) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
