import { now } from '../../platform/clock.ts'
import { enqueueAlone, handle, repeat } from '../../platform/queue.server.ts'
import { randomCode } from '../../platform/random-code.ts'
import { carryOutAct } from '../journeys/carry-out-act.ts'
import { dryRunJourney } from '../journeys/dry-run-journey.ts'
import { enrollWaiting } from '../journeys/enroll-waiting.ts'
import { learnAllRhythms, learnRhythms } from '../journeys/learn-rhythms.ts'
import { moveEnrollments } from '../journeys/move-enrollments.ts'
import { wakeJourney } from '../journeys/wake-journey.ts'
import { sendTouches } from '../messages/send-touches.ts'
import { withdrawAllConsents, withdrawConsents } from '../messages/withdraw-consents.ts'
import { checkAllTests } from '../offers/change-tests.ts'
import { fillAllCodePools, fillCodePools } from '../offers/fill-code-pools.ts'
import { importHistory } from '../orders/import-history.ts'
import { purgeAllShops } from '../orders/purge-deliveries.ts'
import { reconcileAllShops, reconcileShop } from '../orders/reconcile.ts'
import { readCollection } from '../products/read-collection.ts'
import { readAllSuggestions, readSuggestions } from '../products/read-suggestions.ts'

const importsAtOnce = 2
const reconciledAtOnce = 2
const collectionsAtOnce = 2
const filledAtOnce = 2
const actsAtOnce = 4
const sentAtOnce = 4
const everyQuarterHour = '*/15 * * * *'
const everyMidnight = '10 0 * * *'
const everyDaysEnd = '55 23 * * *'
const everyMonday = '40 1 * * 1'
const everyNight = '20 3 * * *'

/**
 * Has this process bring in shops' pasts, reconcile them every quarter of an hour and now, make codes ahead, and erase
 * every night what they have kept long enough.
 */
export async function workShopJobs(): Promise<void> {
  await handle(
    'import-history',
    ({ data, signal }) => importHistory({ shop: data.shop, kind: data.kind, now, signal }),
    { concurrency: importsAtOnce },
  )
  await handle(
    'read-collection',
    ({ data: { shop, collectionId }, signal }) => readCollection({ shop, collectionId, now: now(), signal }),
    { concurrency: collectionsAtOnce },
  )
  // One at a time: a week is long, and other people's storefronts are not ours to hurry.
  await handle('read-suggestions', async ({ data: { shop }, signal }) => {
    await readSuggestions(shop, now(), { signal })
  })
  await handle('read-all-suggestions', readAllSuggestions)
  await handle(
    'reconcile-shop',
    async ({ data: { shop }, signal }) => {
      await reconcileShop(shop, now(), { signal })
    },
    { concurrency: reconciledAtOnce },
  )
  await handle('reconcile-all-shops', reconcileAllShops)
  await handle(
    'fill-code-pools',
    async ({ data: { shop }, signal }) => {
      await fillCodePools(shop, now(), { newCode: randomCode, signal })
    },
    { concurrency: filledAtOnce },
  )
  await handle('fill-all-code-pools', fillAllCodePools)
  await handle('dry-run-journey', ({ data: { shop, id }, signal }) =>
    dryRunJourney({ shop, id, now: now(), signal }),
  )
  await handle(
    'send-touches',
    async ({ data: { shop }, signal }) => {
      await sendTouches(shop, { now, signal })
    },
    { concurrency: sentAtOnce },
  )
  await handle('withdraw-consents', ({ data: { shop }, signal }) => withdrawConsents(shop, signal))
  await handle('withdraw-all-consents', withdrawAllConsents)
  await handle(
    'carry-out-act',
    ({ data: { shop, enrollmentId, stepId } }) => carryOutAct(shop, { enrollmentId, stepId }),
    { concurrency: actsAtOnce },
  )
  await handle('enroll-waiting', ({ data: { shop, ...page }, signal }) =>
    enrollWaiting(shop, page, now(), signal),
  )
  // One at a time: it takes a processor for seconds, and has the whole night.
  await handle('learn-rhythms', ({ data: { shop }, signal }) => learnRhythms(shop, now(), signal))
  await handle('learn-all-rhythms', learnAllRhythms)
  await handle('move-walks', async ({ data: { shop, ...moving }, signal }) => {
    await moveEnrollments(shop, moving, now(), signal)
  })
  await handle('wake-journey', ({ data: { shop, journeyId }, signal }) =>
    wakeJourney(shop, journeyId, now(), signal),
  )
  await handle('check-all-tests', () => checkAllTests(now()))
  await handle('purge-all-shops', ({ signal }) => purgeAllShops(now(), signal))
  await repeat('learn-all-rhythms', everyMidnight, {})
  await repeat('check-all-tests', everyDaysEnd, {})
  await repeat('read-all-suggestions', everyMonday, {})
  await repeat('purge-all-shops', everyNight, {})
  await repeat('fill-all-code-pools', everyQuarterHour, {})
  await repeat('reconcile-all-shops', everyQuarterHour, {})
  await repeat('withdraw-all-consents', everyQuarterHour, {})
  await enqueueAlone('reconcile-all-shops', {})
}
