import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beginningOf } from './beginning.ts'
import { type AdminApi, adminSchema } from './graphql/admin-api.ts'
import { bulkOperations } from './graphql/bulk.ts'
import { type FaultQueue, faultQueue } from './graphql/faults.ts'
import { bucket } from './graphql/throttle.ts'
import { startTokens, type Tokens } from './oauth.ts'
import { hooksOf } from './payloads/hooks.ts'
import type { Moved, StandIn, StandInOptions } from './types.ts'
import { type Sender, startSender } from './webhooks.ts'
import { keptOffset, type MovableClock, movableClock } from './world/clock.ts'
import type { Happening } from './world/happenings.ts'
import { openJournal } from './world/journal.ts'
import type { Life } from './world/life.ts'
import { eventLog } from './world/log.ts'
import { random } from './world/random.ts'
import { recordsOf } from './world/records.ts'
import { replay } from './world/replay.ts'
import { pastOf, roastAndCo, teaHouse } from './world/shops.ts'
import { tell } from './world/telling.ts'
import type { EventLog } from './world/types/log.ts'
import type { ShopFacts } from './world/types/shop.ts'
import type { World } from './world/types/world.ts'
import { openWorld } from './world/world.ts'

export interface Shops {
  worlds: ReadonlyMap<string, World>
  clock: MovableClock
  log: EventLog
  sender: Sender
  tokens: Tokens
  faults: FaultQueue
  counts: StandIn['counts']
  bulkFolder: string
  worldOf(domain: string): World
  api(domain: string): AdminApi | undefined
  moveClock(ms: number): Promise<Moved>
  deliver: StandIn['deliver']
  /** Lets time pass; called once the address is known. */
  begin(): void
  close(): Promise<void>
}

interface Setting {
  options: StandInOptions
  folder: string
  isKept: boolean
  publicUrl: () => string
  appUrl: () => string | undefined
}

const dayMs = 86_400_000
const hourMs = 3_600_000
// A world that slept longer than this wakes where it went to sleep.
const catchUpMs = 31 * dayMs
const tickMs = 1_000
const redactMs = 48 * hourMs
const paceMs: [number, number] = [20_000, 30_000]

/** Both shops with everything around them, as the journal left them. */
export function openShops(setting: Setting): Shops {
  const { options, folder } = setting
  const beginning = beginningOf(options, folder, setting.isKept)
  const { journal, records } = openJournal(setting.isKept ? join(folder, 'journal.jsonl') : null)
  const clockFile = join(folder, 'clock.json')
  const usualOffset = options.startedAt ? beginning.startedAtMs - Date.now() : 0
  const clock = movableClock(clockFile, keptOffset(clockFile) ?? usualOffset)
  const log = eventLog(clock)
  const tokens = startTokens({ apiKey: options.apiKey, apiSecret: options.apiSecret, journal })
  tokens.restore(records)
  const sender = startSender({
    clock,
    log,
    journal,
    apiSecret: options.apiSecret,
    seed: beginning.seed,
    appUrl: setting.appUrl,
    records,
  })
  const counts = { exchanges: 0, refreshes: 0, graphql: 0, throttled: 0 }
  const schema = adminSchema()
  const bulkFolder = join(folder, 'bulk')
  const worlds = new Map<string, World>()
  const lives = new Map<string, Life>()
  const apis = new Map<string, AdminApi>()
  const faults = faultQueue(() => {
    for (const api of apis.values()) api.bulk.failNext()
  })
  let orders = 0
  let deliveries = 0

  const open = (facts: ShopFacts, size: { customers: number; days: number }) => {
    const past = pastOf(facts, beginning.seed, { ...size, startedAtMs: beginning.startedAtMs })
    const { state, life } = past
    if (options.scopes) state.installation.scopes = options.scopes
    state.installation.apiKey = options.apiKey
    const livedUntilMs = replay(state, life, records)
    const happened = (happening: Happening, atMs: number) => {
      for (const record of recordsOf(state, happening)) journal.write(record)
      const told = tell(happening)
      if (told) log.add({ ...told, shop: facts.domain, atMs })
      if (happening.kind === 'order-placed') orders += 1
      if (happening.kind === 'uninstalled') tokens.revoke(facts.domain)
      if (!reachesApp(state.installation.installed, happening)) return
      const eventId = randomUUID()
      for (const hook of hooksOf(state, happening, atMs, world.imageUrl)) {
        if (options.topics && !options.topics.includes(hook.topic)) continue
        deliveries += 1
        const { topic, about } = hook
        sender.enqueue({
          shop: facts.domain,
          topic,
          about,
          body: JSON.stringify(hook.body),
          eventId,
          triggeredAtMs: atMs,
        })
      }
    }
    const world = openWorld(past, {
      clock,
      log,
      startedAtMs: beginning.startedAtMs,
      apiKey: options.apiKey,
      apiSecret: options.apiSecret,
      publicUrl: setting.publicUrl,
      happened,
    })
    const shop = {
      world,
      state,
      publicUrl: setting.publicUrl,
      happened: (happening: Happening) => happened(happening, clock.nowMs()),
    }
    worlds.set(facts.domain, world)
    lives.set(facts.domain, {
      ...life,
      live: (untilMs, isPast) => {
        forgetShop(state.installation, untilMs, happened)
        let hasHappened = false
        life.live(untilMs, isPast, (happening, atMs) => {
          hasHappened = true
          happened(happening, atMs)
        })
        if (hasHappened) journal.write({ shop: facts.domain, kind: 'lived', id: 'all', value: untilMs })
      },
    })
    apis.set(facts.domain, {
      shop,
      schema,
      counts,
      faults,
      bulk: bulkOperations({ shop, schema, folder: bulkFolder, journal }, records),
      bucket: bucket(faults.plan),
    })
    return livedUntilMs
  }

  const size = { customers: beginning.customers, days: beginning.days }
  const livedUntilMs = open(roastAndCo, size) ?? beginning.startedAtMs
  open(teaHouse, { customers: Math.min(80, size.customers), days: Math.min(365, size.days) })
  if (setting.isKept && clock.nowMs() - livedUntilMs > catchUpMs) clock.moveTo(livedUntilMs + hourMs)

  const live = (untilMs: number) => {
    for (const life of lives.values()) life.live(untilMs, false, () => {})
  }
  const pace = random(beginning.seed, 'pace')
  let tick: NodeJS.Timeout | undefined
  let surpriseInMs = pace.int(...paceMs)
  const pass = () => {
    live(clock.nowMs())
    surpriseInMs -= tickMs
    if (surpriseInMs > 0) return
    surpriseInMs = pace.int(...paceMs)
    surprise()
  }
  const surprise = () => {
    const world = worlds.get(roastAndCo.domain)
    const happening = lives.get(roastAndCo.domain)?.surprise(clock.nowMs())
    if (world && happening) apis.get(roastAndCo.domain)?.shop.happened(happening)
  }

  return {
    worlds,
    clock,
    log,
    sender,
    tokens,
    faults,
    bulkFolder,
    get counts() {
      return Object.assign(counts, tokens.counts)
    },
    worldOf(domain) {
      const world = worlds.get(domain)
      if (!world) throw new Error(`There is no shop ${domain}.`)
      return world
    },
    api: (domain) => apis.get(domain),
    async moveClock(ms) {
      const fromMs = clock.nowMs()
      ;[orders, deliveries] = [0, 0]
      live(fromMs + ms)
      clock.moveTo(fromMs + ms)
      const moved = { fromMs, toMs: fromMs + ms, orders, deliveries }
      log.add({ shop: '', kind: 'clock', text: `The clock moved to ${new Date(moved.toMs).toUTCString()}` })
      sender.wake()
      return moved
    },
    deliver({ topic, body, shop, webhookId }) {
      return sender.enqueue({
        shop: shop ?? roastAndCo.domain,
        topic,
        about: topic,
        body,
        eventId: randomUUID(),
        triggeredAtMs: clock.nowMs(),
        webhookId,
      })
    },
    begin() {
      if (options.isLiving) {
        live(clock.nowMs())
        tick = setInterval(pass, tickMs)
      }
      sender.restore()
    },
    async close() {
      clearInterval(tick)
      await Promise.all([...apis.values()].map((api) => api.bulk.close()))
      await sender.close()
      journal.close()
    },
  }
}

// An app that is not installed hears of nothing but its own end and what the law demands.
function reachesApp(isInstalled: boolean, happening: Happening): boolean {
  const always: Happening['kind'][] = ['uninstalled', 'shop-redacted', 'customer-redacted', 'data-requested']
  return isInstalled || always.includes(happening.kind)
}

// https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance: 48 hours after the app was uninstalled.
function forgetShop(
  installation: World['installation'],
  untilMs: number,
  happened: (happening: Happening, atMs: number) => void,
): void {
  const { uninstalledAtMs } = installation
  if (uninstalledAtMs === null || untilMs < uninstalledAtMs + redactMs) return
  installation.uninstalledAtMs = null
  happened({ kind: 'shop-redacted' }, uninstalledAtMs + redactMs)
}
