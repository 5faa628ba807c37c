// Customers who walk a journey through the bad day, and a model of what each must have walked at its end that knows
// nothing of the engine: it is worked out from the story of the orders alone.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type OrderTruth, randomOf, type World } from './world.ts'

/** The clock stands there until all orders have arrived: after the last of them, and nobody's wait is over. */
export const walksBeginAt = new Date('2026-06-15T18:30:00Z')
/** Then it goes on so many minutes at a time; the waits of the journey are a bit shorter. */
const strides = [31, 61]
const [pauseMinutes, restMinutes] = [30, 60]
const settleSecondsMax = 60
const steps = ['hello', 'pause', 'again', 'rest', 'last']

const message = (id: string) => ({
  id,
  kind: 'message',
  topic: 'help',
  template: 'how-to',
  channels: ['email'],
  texts: {},
  usefulness: 50,
  validDays: 14,
})
const pause = (id: string, amount: number) => ({ id, kind: 'wait', for: { amount, unit: 'minutes' } })

const definition = {
  trigger: { kind: 'order-paid' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'always' },
  exits: { onOrder: false, onRefund: true },
  steps: [
    message('hello'),
    pause('pause', pauseMinutes),
    message('again'),
    pause('rest', restMinutes),
    message('last'),
  ],
}

/** Nobody is held back or left alone, at whatever hour: what is looked at is the walking. */
const settings = {
  budget: { weekMax: 7, monthMax: 30, quietFromHour: 9, quietUntilHour: 9 },
  holdoutPercent: 0,
}

/** Gives every shop the journey, and customers who may be written to. */
export async function installJourney(url: string, shops: readonly string[]): Promise<void> {
  const client = await open(url)
  for (const shop of shops) {
    await client.query('update "Shop" set "settings" = $2 where "id" = $1', [shop, settings])
    await client.query(
      `insert into "Journey" ("shopId", "id", "name", "status", "liveVersion", "liveSince", "createdAt", "updatedAt")
       values ($1, 'j', 'After an order', 'live', 1, '2026-01-01', '2026-01-01', '2026-01-01')`,
      [shop],
    )
    await client.query(
      `insert into "JourneyVersion" ("shopId", "journeyId", "version", "definition", "publishedAt")
       values ($1, 'j', 1, $2, '2026-01-01')`,
      [shop, definition],
    )
    await client.query(
      `insert into "Customer" ("shopId", "id", "email", "emailConsent", "tags", "createdAt", "updatedAt")
       select $1, 'gid://shopify/Customer/' || (7000000000 + n), 'c' || n || '@example.com', 'subscribed', '{}',
              '2026-01-01', '2026-01-01' from generate_series(0, 299) n`,
      [shop],
    )
  }
  await client.end()
}

/** The processes of the day, as far as walking needs them: the last of them works. */
export interface Walkers {
  size: number
  setClock(at: Date): void
  kill(index: number): Promise<void>
}

/** Has everybody walk to the end while processes are killed, and returns what is not as the story says. */
export async function walkThrough(
  url: string,
  { crew, seed, kills, world }: { crew: Walkers; seed: number; kills: number; world: World },
): Promise<string[]> {
  const random = randomOf(seed + 2)
  const client = await open(url)
  let at = walksBeginAt
  await settle(client, at)
  for (const minutes of strides) {
    at = new Date(at.getTime() + minutes * 60_000)
    crew.setClock(at)
    for (let kill = 0; kill < Math.ceil(kills / strides.length); kill += 1) {
      await wait(20 + Math.floor(random() * 250))
      await crew.kill(crew.size - 1)
    }
    await settle(client, at)
  }
  const violations: string[] = []
  for (const [shop, { orders }] of world.truths)
    violations.push(...wrongWalks(orders, await readWalks(client, shop)).map((each) => `${shop}: ${each}`))
  await client.end()
  return violations.slice(0, 8)
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

async function settle(client: pg.Client, at: Date): Promise<void> {
  const deadline = performance.now() + settleSecondsMax * 1000
  while (performance.now() < deadline) {
    const { rows } = await client.query(
      `select count(*)::int as "due" from "Enrollment" where "status" <> 'ended' and "dueAt" <= $1`,
      [at],
    )
    if (rows[0].due === 0) return
    await wait(30)
  }
}

interface Walk {
  order: string
  customer: string
  isEntered: boolean
  why: string | null
  steps: { id: string; ms: number }[]
  touches: string[]
}

async function readWalks(client: pg.Client, shop: string): Promise<Walk[]> {
  const digits = (column: string) => `regexp_replace(${column}, '^.*/', '')`
  const { rows } = await client.query<Walk>(
    `select ${digits('e."orderId"')} as "order", ${digits('e."customerId"')} as "customer",
            e."enteredAt" is not null as "isEntered", e."endedWhy" as "why",
            coalesce((select json_agg(json_build_object('id', s."stepId", 'ms', extract(epoch from s."at") * 1000) order by s."at", s."place")
               from "EnrollmentStep" s where s."shopId" = e."shopId" and s."enrollmentId" = e."id" and s."stepId" <> 'entry'), '[]') as "steps",
            coalesce((select array_agg(t."stepId" order by t."wishedAt", t."key") from "Touch" t
               where t."shopId" = e."shopId" and t."enrollmentId" = e."id"), '{}') as "touches"
       from "Enrollment" e where e."shopId" = $1`,
    [shop],
  )
  return rows
}

/** What is wrong with the walks of a shop, by the story of its orders. */
function wrongWalks(orders: ReadonlyMap<string, OrderTruth>, walks: readonly Walk[]): string[] {
  const byOrder = new Map<string, Walk[]>()
  for (const walk of walks) byOrder.set(walk.order, [...(byOrder.get(walk.order) ?? []), walk])
  const entered = new Set(walks.filter(({ isEntered }) => isEntered).map(({ customer }) => customer))
  const wrong: string[] = []
  for (const [id, order] of orders) {
    const found = byOrder.get(id) ?? []
    const [walk] = found
    const mayWalk = order.customer !== null
    const stands = !order.isCancelled && ['paid', 'partially_refunded'].includes(order.status)
    if (found.length > (mayWalk ? 1 : 0)) wrong.push(`order ${id} is walked ${found.length} times`)
    if (mayWalk && stands && !walk) wrong.push(`order ${id} is not walked`)
    if (walk) wrong.push(...wrongWalk(walk, order, entered).map((each) => `the walk of order ${id} ${each}`))
  }
  for (const id of byOrder.keys()) if (!orders.has(id)) wrong.push(`a walk of order ${id} came from nowhere`)
  return wrong
}

function wrongWalk(walk: Walk, order: OrderTruth, entered: ReadonlySet<string>): string[] {
  const { isEntered, why, touches } = walk
  const passed = walk.steps.map(({ id }) => id)
  const mustLeave = order.isCancelled || order.refundedMinor > 0
  const wrong: string[] = []
  if (why === null) wrong.push('has not ended')
  const said = passed.filter((id) => steps.indexOf(id) % 2 === 0)
  if (touches.join() !== said.join()) wrong.push(`passed ${said.join()} and touched ${touches.join()}`)
  if (!isEntered) {
    if (passed.length > 0) wrong.push(`passed ${passed.join()} without entering`)
    if (!mustLeave && !entered.has(order.customer ?? '')) wrong.push(`did not enter: ${why}`)
    return wrong
  }
  if (passed.join() !== steps.slice(0, passed.length).join()) wrong.push(`passed ${passed.join()}`)
  if (mustLeave && passed.length > 1) wrong.push(`went on to ${passed.at(-1)} after a refund`)
  if (!mustLeave && passed.length < steps.length) wrong.push(`ended after ${passed.at(-1)}: ${why}`)
  return [...wrong, ...tooEarly(walk.steps)]
}

function tooEarly(passed: Walk['steps']): string[] {
  const at = (id: string) => passed.find((step) => step.id === id)?.ms
  const waited = (from: string, to: string) => (at(to) ?? Number.POSITIVE_INFINITY) - (at(from) ?? 0)
  return [
    ...(waited('hello', 'pause') < pauseMinutes * 60_000 ? ['passed the first wait before its time'] : []),
    ...(waited('again', 'rest') < restMinutes * 60_000 ? ['passed the second wait before its time'] : []),
  ]
}
