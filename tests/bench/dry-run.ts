// A dry run of a journey with every kind of thing in it over a year of 100,000 orders: waits, branches on what was
// bought and spent, a split, messages that compete with real contacts, an offer with a discount. The clock runs from
// taking the run up to its report being kept; PostgreSQL is a durable one of its own. The walking process is apart, and its
// heap capped: what grew with the shop would end it.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type pg from 'pg'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import type { DryRunReport } from '../../app/domain/journeys/simulate-report.ts'
import { acrossShops, connect, disconnect, inShop } from '../../app/store/database.server.ts'
import { putDryRun } from '../../app/store/dry-runs.server.ts'
import type { Walked } from './dry-run.child.ts'
import type { Target } from './run.ts'
import { shop } from './support-deliveries.ts'
import { withPostgres } from './support-processes.ts'

export const targets: Record<string, Target> = { seconds: { max: 60 }, peakMemoryMb: { max: 300 } }

const orders = 100_000
const customers = 28_000
const heapMb = 128
const now = new Date('2026-06-15T12:00:00Z')
const at = `timestamptz '${now.toISOString()}'`

/** Also how much there was to walk, so that a run which walked nothing cannot pass for a fast one. */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(async (server) => {
    connect(server.url)
    try {
      await fill(acrossShops())
      const journeyId = 'journey'
      await inShop(shop, async (db) => {
        await db.journey.create({ data: { id: journeyId, name: 'Bench', createdAt: now, updatedAt: now } })
        await putDryRun(db, { id: 'run', journeyId, definition: definition(), now })
      })
      const walked = await walkInOwnProcess(server.url)
      const { status, report } = await inShop(shop, (db) => db.dryRun.findFirstOrThrow())
      return { ...walked, ...figures(status, report as unknown as DryRunReport) } // Kept by dryRunJourney.
    } finally {
      await disconnect()
    }
  })
}

// Email is connected where there is a server for it; nothing is sent.
const environment = {
  LOG_LEVEL: 'error',
  SHOPIFY_API_KEY: 'bench-key',
  SHOPIFY_API_SECRET: 'bench-secret',
  SHOPIFY_APP_URL: 'https://encore.example',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'post@encore.example',
}

function walkInOwnProcess(databaseUrl: string): Promise<Walked> {
  const file = join(import.meta.dirname, 'dry-run.child.ts')
  const child = fork(file, [databaseUrl, shop, 'run', now.toISOString()], {
    execArgv: [`--max-heap-size=${heapMb}`],
    env: { ...process.env, ...environment },
  })
  return new Promise((done, failed) => {
    child.once('message', (walked) => done(walked as Walked)) // Sent by dry-run.child.ts alone.
    child.once('exit', (code) => failed(new Error(`The dry run ended with ${code}.`)))
  })
}

function figures(status: string, report: DryRunReport): Record<string, number> {
  if (status !== 'done') throw new Error(`The dry run ended as ${status}.`)
  const { walks, touches, budget } = report
  if (report.orders < orders * 0.99) throw new Error(`Only ${report.orders} orders were walked.`)
  if (walks.entered < orders / 10 || touches.went < walks.entered / 4 || budget.held === 0)
    throw new Error('The journey did too little for this to be a measurement.')
  return {
    orders: report.orders,
    customers: report.customers,
    entered: walks.entered,
    touches: touches.went,
    held: budget.held,
  }
}

function definition(): object {
  const test = (field: string, is: string, value: number) => ({ kind: 'test', test: { field, is, value } })
  const has = (values: string[]) => ({
    kind: 'test',
    test: { field: 'order.products', is: 'has-any', values },
  })
  const wait = (id: string, amount: number) => ({ kind: 'wait', id, for: { amount, unit: 'days' } })
  const message = (id: string, topic: string, change: object = {}) => ({
    ...{ kind: 'message', id, topic, template: 'check-in', channels: ['email', 'flow'], validDays: 20 },
    ...change,
  })
  const incentive = { kind: 'percentage', percent: 10 }
  const parsed = parseJourney({
    trigger: { kind: 'order-paid' },
    entry: test('customer.spentMinor', 'at-least', 500),
    reentry: { kind: 'after', days: 20 },
    exits: { onOrder: false, onRefund: true, goal: test('customer.orders', 'at-least', 12) },
    steps: [
      message('thanks', 'thanks', { usefulness: 30 }),
      wait('pause', 2),
      {
        ...{ kind: 'wait-for', id: 'arrival', what: { kind: 'order-delivered' } },
        ...{ limit: { amount: 10, unit: 'days' }, ranOut: [] },
        happened: [
          { kind: 'wait-until', id: 'morning', until: { kind: 'hour', hour: 10 } },
          message('how-to', 'help'),
        ],
      },
      {
        ...{ kind: 'branch', id: 'fork', otherwise: [wait('longer', 12)] },
        ways: [
          {
            name: 'coffee',
            when: has(['gid://shopify/Product/7', 'gid://shopify/Product/8']),
            steps: [wait('short', 6)],
          },
          { name: 'dear', when: test('order.subtotalMinor', 'at-least', 3_000), steps: [wait('middle', 9)] },
        ],
      },
      {
        ...{ kind: 'split', id: 'arms' },
        arms: [
          {
            name: 'with',
            share: 50,
            steps: [
              message('nudge', 'offers', { offer: { result: { kind: 'encore' }, incentive, itemsMax: 2 } }),
            ],
          },
          {
            name: 'page',
            share: 50,
            steps: [
              {
                kind: 'offer',
                id: 'shelf',
                topic: 'offers',
                result: { kind: 'encore' },
                incentive,
                days: 14,
              },
            ],
          },
        ],
      },
      { kind: 'tag', id: 'mark', tag: 'walked', isAdded: true },
    ],
  })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.fault))
  return parsed.definition
}

const gid = (kind: string, digits: string) => `'gid://shopify/${kind}/' || (${digits})`
/** The same for the same number, spread evenly from 0 to below `below`. */
const spread = (n: string, salt: number, below: number) =>
  `((hashint8(${n} * 31 + ${salt}) & 1073741823) % ${below})`
const owner = spread('n', 1, customers)
const paidAt = `${at} - make_interval(mins => ${spread('n', 2, 365 * 1_440)})`
const sentAt = `o."processedAt" + make_interval(hours => 6 + ${spread('k.n', 3, 40)})`

const statements = [
  `insert into "Product" ("id", "title", "handle", "status", "publishedAt", "updatedAt")
   select ${gid('Product', 'n')}, 'Product ' || n, 'product-' || n, 'active', ${at}, ${at} from generate_series(0, 199) n`,
  `insert into "Variant" ("id", "productId", "title", "priceMinor", "position", "updatedAt")
   select ${gid('ProductVariant', 'n')}, ${gid('Product', 'n')}, 'One', 700 + n * 13, 1, ${at} from generate_series(0, 199) n`,
  `insert into "Customer" ("id", "email", "emailConsent", "countryCode", "tags", "createdAt", "updatedAt")
   select ${gid('Customer', '5000000 + n')}, 'c' || n || '@example.com', case when n % 10 < 8 then 'subscribed' end,
          (array['DE', 'US', 'JP', 'FR'])[1 + n % 4], '{}', ${at}, ${at} from generate_series(0, ${customers - 1}) n`,
  `insert into "Order" ("id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "currency", "subtotalMinor",
                        "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor", "financialStatus",
                        "fulfillmentStatus", "countryCode", "locale", "sourceName")
   select ${gid('Order', '9000000 + n')}, '#' || n, ${gid('Customer', `5000000 + ${owner}`)}, ${paidAt}, ${paidAt}, ${at}, 'EUR',
          1200 + n % 4000, 1200 + n % 4000, 0, 'EUR', 1200 + n % 4000,
          case when n % 33 = 0 then 'partially_refunded' else 'paid' end, 'fulfilled', 'DE', 'de-DE', 'web'
     from generate_series(1, ${orders}) n`,
  `insert into "OrderLine" ("orderId", "id", "position", "productId", "title", "quantity", "currentQuantity", "priceMinor",
                            "discountMinor")
   select ${gid('Order', '9000000 + n')}, ${gid('LineItem', 'n * 10 + l')}, l, ${gid('Product', spread('n * 10 + l', 4, 200))},
          'A line', 1, 1, 950, 0 from generate_series(1, ${orders}) n, generate_series(0, 2) l`,
  `insert into "Fulfillment" ("orderId", "id", "status", "createdAt", "updatedAt", "deliveredAt")
   select o."id", ${gid('Fulfillment', 'k.n')}, 'success', ${sentAt}, ${sentAt},
          case when k.n % 20 > 0 then ${sentAt} + make_interval(hours => 30 + ${spread('k.n', 5, 90)}) end
     from "Order" o, lateral (select substring(o."id" from '[0-9]+$')::int8 as n) k`,
  `insert into "Refund" ("orderId", "id", "createdAt", "currency", "amountMinor")
   select o."id", replace(o."id", 'Order', 'Refund'), o."processedAt" + interval '9 days', 'EUR', 300
     from "Order" o where o."financialStatus" = 'partially_refunded'`,
  // Real contacts of that year: every second customer had one.
  `insert into "Touch" ("id", "key", "customerId", "channel", "topic", "content", "status", "verdict", "wishedAt",
                        "decidedAt", "countsAt", "validUntil")
   select 't' || n, 'touch/' || n, ${gid('Customer', '5000000 + n')}, 'email', 'thanks', '{}', 'sent', '{}', ${at}, ${at},
          ${at} - make_interval(mins => ${spread('n', 6, 365 * 1_440)}), ${at} from generate_series(0, ${customers - 1}, 2) n`,
]

async function fill(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`select set_config('app.shop_id', $1, false)`, [shop])
    // Longer than the pool's own patience with an answer.
    for (const text of statements) await client.query({ text, query_timeout: 120_000 } as pg.QueryConfig)
    // Nobody is left alone: what is measured is the walking.
    await client.query(`update "Shop" set "settings" = '{"holdoutPercent": 0}'`)
    await client.query({ text: 'vacuum analyze', query_timeout: 120_000 } as pg.QueryConfig)
  } finally {
    client.release()
  }
}
