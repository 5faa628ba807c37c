import { isSendingChannel, sendingChannels } from '../../channels/all.ts'
import { AddressRefused, type ChannelKind, type SendingChannel } from '../../channels/channel.ts'
import { config } from '../../platform/config.ts'
import { errorFacts, errorKind, Rejected, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { touchesSent } from '../../platform/metrics.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { inShop, inShopHot } from '../../store/database.server.ts'
import {
  keepOutcome,
  leaseTouch,
  nextLook,
  type Outcome,
  type QueuedTouch,
  readQueued,
  stopChannel,
  takeUpLost,
} from '../../store/outbox.server.ts'
import { needShopSecret } from '../../store/shop-secrets.server.ts'
import { readKnownShop } from '../../store/shops.server.ts'
import { readChannelKeys } from './channel-keys.ts'
import { takeTouch } from './take-touch.ts'

const batchMax = 40
const runMax = 1_000
const atOnce = 4
/** So often in a row a channel may fail before it is left alone until the next look. */
const failuresMax = 3
const retrySeconds = { first: 60, longest: 3_600 }
const lookSeconds = { soonest: 1, resting: 30, latest: 300 }

/** What a run needs from the edge. */
export interface SendOptions {
  now: () => Date
  signal?: AbortSignal
  /** Encore's own when left out. */
  channels?: Partial<Record<SendingChannel, ChannelKind>>
}

interface Run extends Required<Pick<SendOptions, 'now' | 'channels'>> {
  shop: string
  signal: AbortSignal | undefined
  preferenceKey: Buffer
  channelKeys: Partial<Record<SendingChannel, string>>
  /** How often in a row each channel failed. */
  failures: Map<SendingChannel, number>
}

/**
 * Sends what waits in a shop's outbox, at most 1,000 in a run, and puts the next look in line where more is to come. Of
 * several runs at once each touch is one's. What a process held that died is taken up after two minutes: sent again by
 * channels that know a repetition, never by others (decision 25). Never throws for what a channel says.
 */
export async function sendTouches(shop: string, options: SendOptions): Promise<number> {
  const run = await beginRun(shop, options)
  if (!run) return 0
  let handled = 0
  for (;;) {
    const queued = await inShopHot(shop, (db) =>
      readQueued(db, { now: run.now(), channels: awake(run), limit: batchMax }),
    )
    if (queued.length === 0 || handled >= runMax || run.signal?.aborted) break
    for (let at = 0; at < queued.length; at += atOnce)
      await Promise.all(queued.slice(at, at + atOnce).map((touch) => sendOne(run, touch)))
    handled += queued.length
  }
  await lookAgain(run)
  return handled
}

async function beginRun(
  shop: string,
  { now, signal, channels = sendingChannels }: SendOptions,
): Promise<Run | undefined> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return undefined
  const [preferenceKey, channelKeys] = await inShop(
    shop,
    async (db) => [await needShopSecret(db, 'preference-key'), await readChannelKeys(db)] as const,
  )
  const repeatable = Object.values(channels).flatMap((kind) => (kind.knowsRepeats ? [kind.channel] : []))
  const lost = await inShopHot(shop, (db) => takeUpLost(db, now(), repeatable))
  if (lost.queued + lost.unknown > 0)
    log.warn({ shop, ...lost }, 'touches were in the hands of a process that ended')
  return { shop, now, signal, channels, preferenceKey, channelKeys, failures: new Map() }
}

/** The channels that are not left alone for now. */
function awake({ channels, failures }: Run): SendingChannel[] {
  const known = Object.keys(channels).filter(isSendingChannel)
  return known.filter((channel) => (failures.get(channel) ?? 0) < failuresMax)
}

async function sendOne(run: Run, touch: QueuedTouch): Promise<void> {
  const { channel } = touch
  const kind = isSendingChannel(channel) ? run.channels[channel] : undefined
  if (!kind || run.signal?.aborted) return
  const { shop, preferenceKey, signal } = run
  const key = run.channelKeys[kind.channel]
  const edge = { shop, now: run.now(), kind, channelKey: key, preferenceKey, appUrl: config().appUrl }
  const message = await inShopHot(shop, (db) =>
    takeTouch(db, { ...touch, channel: kind.channel }, edge),
  ).catch((error: unknown) => setAside(run, touch, error))
  if (!message) return
  const outcome = await kind
    .send(message, { now: run.now(), key, signal })
    .then(
      ({ providerId }): Outcome => ({ status: 'sent', providerId: providerId.slice(0, 300), at: run.now() }),
    )
    .catch((error: unknown) => outcomeOf(run, kind, touch, error))
  noteFailures(run, kind, outcome)
  touchesSent.inc({ channel, outcome: outcome.status })
  await inShopHot(shop, (db) => keepOutcome(db, touch.id, outcome))
}

/** One that cannot be written waits, as long as it is worth saying, and holds up no other. Throws without a database. */
async function setAside(
  run: Run,
  { id, attempts, channel }: QueuedTouch,
  error: unknown,
): Promise<undefined> {
  const [{ shop }, at, kind] = [run, run.now(), errorKind(error)]
  log.warn({ shop, touch: id, channel, error: kind }, 'a touch could not be written')
  await inShopHot(shop, async (db) => {
    if (!(await leaseTouch(db, id, at))) return
    const dueAt = new Date(at.getTime() + usualWait(attempts) * 1000)
    await keepOutcome(db, id, { status: 'queued', error: `It could not be written: ${kind}`, dueAt })
  })
}

async function outcomeOf(
  run: Run,
  { channel, knowsRepeats }: ChannelKind,
  touch: QueuedTouch,
  error: unknown,
): Promise<Outcome> {
  const { shop } = run
  const at = run.now()
  const said = error instanceof Error ? error.message.slice(0, 200) : 'It failed.'
  log.warn({ shop, touch: touch.id, channel, ...errorFacts(error) }, 'a touch could not be sent')
  if (error instanceof AddressRefused)
    await inShopHot(shop, (db) =>
      stopChannel(db, { customerId: touch.customerId, channel, why: 'bounced', at }),
    )
  if (error instanceof Rejected) return { status: 'failed', error: said, at }
  const isSurelyUnsent = error instanceof Unavailable && !error.mayBeDone
  if (!isSurelyUnsent && !knowsRepeats) return { status: 'unknown', error: said }
  const asked = error instanceof Unavailable ? (error.retryAfterSeconds ?? 0) : 0
  const dueAt = new Date(at.getTime() + Math.max(asked, usualWait(touch.attempts)) * 1000)
  return { status: 'queued', error: said, dueAt }
}

function usualWait(attempts: number): number {
  return Math.min(retrySeconds.longest, retrySeconds.first * 2 ** Math.min(attempts, 10))
}

function noteFailures({ failures }: Run, { channel }: ChannelKind, { status }: Outcome): void {
  const hasFailed = status === 'queued' || status === 'unknown'
  failures.set(channel, hasFailed ? (failures.get(channel) ?? 0) + 1 : 0)
}

/** A waiting look has a key of its own, so that what is decided meanwhile need not wait for it. */
async function lookAgain({ shop, now, channels, failures }: Run): Promise<void> {
  const isResting = [...failures.values()].some((count) => count >= failuresMax)
  const soonest = isResting ? lookSeconds.resting : lookSeconds.soonest
  const next = await inShopHot(shop, (db) => nextLook(db, Object.keys(channels)))
  if (!next) return
  const seconds = Math.ceil((next.getTime() - now().getTime()) / 1000)
  const afterSeconds = Math.min(lookSeconds.latest, Math.max(soonest, seconds))
  await inShop(shop, (db) => enqueue(db, 'send-touches', { shop }, { key: `${shop}/later`, afterSeconds }))
}
