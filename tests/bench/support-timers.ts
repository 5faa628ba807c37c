// The shops of the bench of timers: a million people who wait in journeys.
import pg from 'pg'

/** How many shops there are, how many of them are big, and how many people wait in each. */
export const shopsBig = 4
const shopsSmall = 96
const waitingInBig = 150_000
const waitingInSmall = 4_167
const walksOfCustomer = 4

const definition = {
  trigger: { kind: 'order-paid' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'always' },
  exits: { onOrder: true, onRefund: true },
  steps: [
    { id: 'first', kind: 'wait', for: { amount: 1, unit: 'days' } },
    message('hello'),
    { id: 'second', kind: 'wait', for: { amount: 30, unit: 'days' } },
    message('again'),
  ],
}

function message(id: string): object {
  const texts = {}
  const topic = 'help'
  return {
    id,
    kind: 'message',
    topic,
    template: 'how-to',
    channels: ['email'],
    texts,
    usefulness: 50,
    validDays: 14,
  }
}

/** At any hour, and often enough that nobody is held back: what is measured is the way to the budget's yes. */
const settings = {
  budget: { weekMax: 7, monthMax: 30, quietFromHour: 9, quietUntilHour: 9 },
  holdoutPercent: 0,
}

/** A shop of the bench, and how many people wait there. */
export interface WaitingShop {
  id: string
  waiting: number
}

/** The shops, the big ones first. */
export const waitingShops: WaitingShop[] = [
  ...Array.from({ length: shopsBig }, (_, n) => ({ id: `big-${n}.myshopify.com`, waiting: waitingInBig })),
  ...Array.from({ length: shopsSmall }, (_, n) => ({
    id: `small-${n}.myshopify.com`,
    waiting: waitingInSmall,
  })),
]

/** How many people wait in all. */
export const waitingInAll = waitingShops.reduce((sum, { waiting }) => sum + waiting, 0)

/** Fills the shops: each has one journey, customers with an order, and walks that wait for a day far ahead. */
export async function fillShops(client: pg.Client): Promise<void> {
  for (const shop of waitingShops) await fillShop(client, shop)
  await client.query('vacuum analyze')
}

async function fillShop(client: pg.Client, { id, waiting }: WaitingShop): Promise<void> {
  const customers = Math.ceil(waiting / walksOfCustomer)
  const run = (sql: string, ...values: unknown[]) => client.query(sql, [id, ...values])
  await run(
    `insert into "Shop" ("id", "installedAt", "currency", "timeZone", "settings")
     values ($1, now() - interval '1 year', 'EUR', 'Europe/Berlin', $2) on conflict do nothing`,
    settings,
  )
  await run(
    `insert into "Journey" ("shopId", "id", "name", "status", "liveVersion", "liveSince", "createdAt", "updatedAt")
     values ($1, 'j', 'After an order', 'live', 1, now(), now(), now())`,
  )
  await run(
    `insert into "JourneyVersion" ("shopId", "journeyId", "version", "definition", "publishedAt") values ($1, 'j', 1, $2, now())`,
    definition,
  )
  await run(
    `insert into "Customer" ("shopId", "id", "email", "emailConsent", "countryCode", "locale", "createdAt", "updatedAt")
     select $1, 'gid://shopify/Customer/' || n, 'c' || n || '@example.com', 'subscribed', 'DE', 'de', now(), now()
       from generate_series(1, $2::int) n`,
    customers,
  )
  await run(
    `insert into "Order" ("shopId", "id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "currency", "subtotalMinor",
       "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor", "financialStatus", "discountCodes", "gateways")
     select $1, 'gid://shopify/Order/' || n, '#' || n, 'gid://shopify/Customer/' || n, now() - interval '2 days',
            now(), now(), 'EUR', 2000, 2000, 0, 'EUR', 2000, 'paid', '{}', '{}' from generate_series(1, $2::int) n`,
    customers,
  )
  // The nth walk is of customer n modulo how many there are, so that walks due one after the other are of different ones.
  await run(
    `insert into "Enrollment" ("shopId", "id", "key", "journeyId", "version", "customerId", "orderId", "status", "stepId",
       "since", "dueAt", "triggeredAt", "enteredAt")
     select $1, 'walk-' || n, 'j/' || n, 'j', 1, 'gid://shopify/Customer/' || (1 + n % $3::int),
            'gid://shopify/Order/' || (1 + n % $3::int), 'active', 'first', now() - interval '1 day',
            now() + interval '10 days' + n * interval '1 second', now() - interval '1 day', now() - interval '1 day'
       from generate_series(1, $2::int) n`,
    waiting,
    customers,
  )
}

/** Walks of a shop, and from when on they are due. */
export interface Due {
  shop: string
  /** Numbers of walks, each due `everyMs` after the one before. */
  from: number
  count: number
  at: Date
  everyMs: number
}

/** Has walks be due, and notes in `bench_due` when. */
export async function makeDue(client: pg.Client, { shop, from, count, at, everyMs }: Due): Promise<void> {
  await client.query(
    `with due as (select 'walk-' || (($2::int + n)) as "id", $4::timestamptz + n * $5::float8 * interval '1 ms' as "at"
                    from generate_series(0, $3::int - 1) n),
     noted as (insert into bench_due select $1, "id", "at" from due)
     update "Enrollment" e set "dueAt" = due."at", "since" = due."at" - interval '1 day' from due
      where e."shopId" = $1 and e."id" = due."id"`,
    [shop, from, count, at, everyMs],
  )
}

/** How long after they were due these shops' steps were committed, in ms; and how many walks were due and were not looked at. */
export async function delays(client: pg.Client, like: string): Promise<{ ms: number[]; missing: number }> {
  const { rows } = await client.query<{ ms: number | null }>(
    `select (extract(epoch from pg_xact_commit_timestamp(s.xmin) - d."at") * 1000)::float8 as "ms" from bench_due d
       left join "EnrollmentStep" s on s."shopId" = d."shopId" and s."enrollmentId" = d."id" and s."stepId" = 'hello'
      where d."shopId" like $1`,
    [like],
  )
  const ms = rows.flatMap((row) => (row.ms === null ? [] : [row.ms]))
  return { ms, missing: rows.length - ms.length }
}

/** Opens a connection of the bench's own, with the table of what is due. */
export async function openBench(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table bench_due ("shopId" text, "id" text, "at" timestamptz)')
  return client
}
