// The offer door under a steady 300 requests a second: a shop of 10,000 products and 60,000 orders beside a second one
// of the same size, a durable PostgreSQL, the real door in a process of its own. Open loop: a request is sent when it
// is due whether or not earlier ones were answered, and its time runs from when it was due.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SignJWT } from 'jose'
import pg from 'pg'
import { startEmbedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import type { Target } from './run.ts'
import { fillShop, ordersOfShop, productsOfShop } from './support-offer-shop.ts'

export const targets: Record<string, Target> = { p99Ms: { max: 25 } }

const perSecond = 300
const warmUpSeconds = 10
const measuredSeconds = 20
const shop = 'roast-and-co.myshopify.com'
const keys = { apiKey: 'bench-key', secret: 'bench-secret' }

/** `p50Ms`, `p99Ms` and `maxMs` of the answers, `offered` as a share of them. Throws when one is not a 200. */
export async function run(): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-bench-offer-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  let door: { process: ChildProcess; port: number } | undefined
  try {
    await migrate(server.url)
    await fill(server.url)
    const questions = await ask(perSecond * (warmUpSeconds + measuredSeconds))
    door = await openDoor(server.url)
    return summary(await drive(door.port, questions))
  } finally {
    door?.process.kill()
    await server.stop('immediate')
    // The data lies elsewhere where PostgreSQL needs a user of its own.
    for (const each of [folder, join(server.dataDir, '..')]) await rm(each, { recursive: true, force: true })
  }
}

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const each of [shop, 'tea-house.myshopify.com']) await fillShop(client, each)
  await client.query('vacuum analyze')
  await client.query('checkpoint') // What was filled in is not the door's to write.
  await client.end()
}

function openDoor(databaseUrl: string): Promise<{ process: ChildProcess; port: number }> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: keys.apiKey,
    SHOPIFY_API_SECRET: keys.secret,
    SHOPIFY_APP_URL: 'https://encore.example',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  }
  const child = fork(join(import.meta.dirname, 'offer.child.ts'), { env, execArgv: [] })
  return new Promise((opened, failed) => {
    child.once('message', (port) => opened({ process: child, port: Number(port) }))
    child.once('exit', (code) => failed(new Error(`The door ended with ${code}.`)))
  })
}

interface Question {
  token: string
  body: string
}

/** Half are customers with their own orders, a quarter guests, a quarter come back to an order asked for before. */
async function ask(count: number): Promise<Question[]> {
  const questions: Question[] = []
  for (let at = 0; at < count; at += 1) {
    const before = at % 4 === 3 ? questions[Math.floor(at / 2)] : undefined
    questions.push(before ?? (await question(at)))
  }
  return questions
}

async function question(at: number): Promise<Question> {
  const order = 1 + ((at * 31) % ordersOfShop)
  const isGuest = at % 4 === 2
  const sub = isGuest ? undefined : `gid://shopify/Customer/${1 + Math.floor((order - 1) / 3)}`
  const productIds = [0, 1, 2].map(
    (n) => `gid://shopify/Product/${1 + ((order * 13 + n * 17) % productsOfShop)}`,
  )
  const token = new SignJWT({ dest: `https://${shop}`, jti: String(at), ...(sub && { sub }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(keys.apiKey)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('5m')
  return {
    token: await token.sign(new TextEncoder().encode(keys.secret)),
    body: JSON.stringify({ placement: 'thank-you', orderId: `gid://shopify/Order/${order}`, productIds }),
  }
}

interface Answer {
  status: number
  tookMs: number
  isOffer: boolean
}

async function drive(port: number, questions: Question[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const startMs = performance.now()
  const answers: Promise<Answer>[] = []
  for (const [at, each] of questions.entries()) {
    const dueMs = startMs + (at * 1000) / perSecond
    const early = dueMs - performance.now()
    if (early > 1) await wait(early)
    answers.push(post(port, agent, each, dueMs))
  }
  const all = await Promise.all(answers)
  agent.destroy()
  const bad = all.find(({ status }) => status !== 200)
  if (bad) throw new Error(`The door answered ${bad.status}.`)
  return all.slice(perSecond * warmUpSeconds)
}

function post(port: number, agent: Agent, { token, body }: Question, dueMs: number): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return new Promise((resolve) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/api/offer', method: 'POST', agent, headers })
    sent.on('error', () => resolve({ status: 0, tookMs: performance.now() - dueMs, isOffer: false }))
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const tookMs = performance.now() - dueMs
        const isOffer = Buffer.concat(chunks).includes('"kind":"offer"')
        resolve({ status: response.statusCode ?? 0, tookMs, isOffer })
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
