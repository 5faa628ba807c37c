import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { type Delivery, post, sentence, wordsFor } from './posting.ts'
import { heap } from './world/heap.ts'
import type { Journal, JournalRecord } from './world/journal.ts'
import { random } from './world/random.ts'
import type { Clock, EventLog, Mischief } from './world/types/log.ts'

export interface Sender {
  enqueue(
    delivery: Pick<Delivery, 'shop' | 'topic' | 'about' | 'body' | 'eventId' | 'triggeredAtMs'> & {
      webhookId?: string
    },
  ): string
  /** Looks again what is due: the clock moved, or the app has an address now. */
  wake(): void
  setMischief(mischief: Mischief): void
  mischief(): Mischief
  pending(): number
  settled(): Promise<void>
  /** Takes up again what was still to be sent. */
  restore(): void
  close(): Promise<void>
}

export interface SenderSetting {
  clock: Clock
  log: EventLog
  journal: Journal
  apiSecret: string
  seed: number
  appUrl: () => string | undefined
  /** What the journal kept. */
  records: JournalRecord[]
}

const atOnceMax = 8
// Eight more tries over four hours: https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks
const retryMinutes = [1, 3, 8, 18, 30, 45, 60, 75]
const hourMs = 3_600_000

/** Sends signed webhooks to the app, with Shopify's retries in the world's time. */
export function startSender(setting: SenderSetting): Sender {
  const { clock, log, journal } = setting
  const queue = heap<Delivery>()
  const sending = new Set<Promise<void>>()
  const kept = new Set<string>()
  const waiting: (() => void)[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: atOnceMax })
  const chance = random(setting.seed, 'mischief')
  let mischief = keptMischief(setting.records)
  let lastAtMs = 0
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const note = (
    delivery: Delivery,
    outcome: 'delivered' | 'failed' | 'dropped' | 'held' | 'given-up',
    status: number | null,
    ms: number,
  ) =>
    log.add({
      shop: delivery.shop,
      kind: 'delivery',
      text: sentence(delivery, outcome, status, ms),
      delivery: {
        webhookId: delivery.webhookId,
        topic: delivery.topic,
        about: delivery.about,
        attempt: delivery.attempt,
        outcome,
        status,
        ms,
      },
    })
  const keep = (delivery: Delivery) => {
    kept.add(delivery.webhookId)
    journal.write({ shop: delivery.shop, kind: 'delivery', id: delivery.webhookId, value: delivery })
  }
  const forget = (delivery: Delivery) => {
    if (!kept.delete(delivery.webhookId)) return
    journal.write({ shop: delivery.shop, kind: 'delivery', id: delivery.webhookId })
  }

  const attempt = async (delivery: Delivery, appUrl: string) => {
    delivery.attempt += 1
    const begun = performance.now()
    const status = await post(appUrl, delivery, setting.apiSecret, agent)
    const ms = Math.round(performance.now() - begun)
    if (isClosed) return
    if (status !== null && status >= 200 && status < 300) {
      forget(delivery)
      note(delivery, 'delivered', status, ms)
      return
    }
    const wait = retryMinutes[delivery.attempt - 1]
    note(delivery, wait === undefined ? 'given-up' : 'failed', status, ms)
    if (wait === undefined) return forget(delivery)
    delivery.atMs = Math.max(clock.nowMs(), delivery.atMs) + wait * 60_000
    queue.push(delivery)
    keep(delivery)
  }

  const pump = () => {
    clearTimeout(timer)
    const appUrl = setting.appUrl()
    if (isClosed || !appUrl) return
    for (let next = queue.peek(); next && sending.size < atOnceMax; next = queue.peek()) {
      const waitMs = next.atMs - clock.nowMs()
      if (waitMs > 0) {
        timer = setTimeout(pump, Math.min(waitMs, 60_000)).unref()
        break
      }
      queue.pop()
      const sent = attempt(next, appUrl).finally(() => {
        sending.delete(sent)
        pump()
      })
      sending.add(sent)
    }
    if (isSettled()) for (const resolve of waiting.splice(0)) resolve()
  }
  // What mischief holds for seconds is still to come; a retry waits a minute or more.
  const isSettled = () =>
    sending.size === 0 && (queue.peek()?.atMs ?? Number.POSITIVE_INFINITY) > clock.nowMs() + 10_000

  // First in, first out among what is due: each is due a hair later than the one before it.
  const inTurn = (atMs: number) => {
    lastAtMs = Math.max(lastAtMs + 0.001, atMs)
    return lastAtMs
  }

  return {
    enqueue(given) {
      const webhookId = given.webhookId ?? randomUUID()
      const delivery: Delivery = { ...given, webhookId, attempt: 0, atMs: 0 }
      const strikes = mischief.mode !== 'normal' && chance.chance(mischief.rate ?? 1)
      const mode = strikes ? mischief.mode : 'normal'
      if (mode === 'drop') {
        note(delivery, 'dropped', null, 0)
        return webhookId
      }
      delivery.atMs = inTurn(given.triggeredAtMs)
      if (mode === 'late') {
        delivery.atMs = given.triggeredAtMs + hourMs + chance.next() * 23 * hourMs
        keep(delivery)
        note(delivery, 'held', null, 0)
      }
      if (mode === 'out-of-order') delivery.atMs = given.triggeredAtMs + chance.next() * 4_000
      queue.push(delivery)
      if (mode === 'twice') queue.push({ ...delivery, atMs: delivery.atMs + 1 + chance.next() * 1_500 })
      setImmediate(pump)
      return webhookId
    },
    wake: pump,
    setMischief(next) {
      mischief = next
      journal.write({ shop: '', kind: 'mischief', id: 'all', value: next })
      log.add({ shop: '', kind: 'mischief', text: `Deliveries now arrive ${wordsFor[next.mode]}` })
    },
    mischief: () => mischief,
    pending: () => queue.size() + sending.size,
    settled: () => {
      if (!setting.appUrl() || isSettled()) return Promise.resolve()
      return new Promise((resolve) => waiting.push(resolve))
    },
    restore() {
      for (const record of setting.records)
        if (record.kind === 'delivery' && record.value !== undefined) {
          kept.add(record.id)
          queue.push(record.value as Delivery)
        }
      pump()
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      for (let next = queue.pop(); next; next = queue.pop()) keep(next)
      await Promise.all(sending)
      agent.destroy()
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

/** The mischief that was set before a restart. */
function keptMischief(records: JournalRecord[]): Mischief {
  const kept = records.find(({ kind }) => kind === 'mischief')
  return kept ? (kept.value as Mischief) : { mode: 'normal' }
}
