import type { Condition } from '../../domain/conditions/condition.ts'
import type { NamedJourney } from '../../domain/journeys/circles.ts'
import type { Fault } from '../../domain/journeys/fault.ts'
import { faultsOf } from '../../domain/journeys/faults.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { goodsOf } from '../../domain/journeys/touch-goods.ts'
import { languageOf } from '../../domain/messages/languages.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { readShopOfWalks } from '../../store/journeys.server.ts'
import { readGoods, titlesOf } from '../offers/read-names.ts'
import { readMarket } from '../offers/read-rule.ts'
import { liveJourneysMax } from './change-journeys.ts'
import { connectedChannels } from './walk-facts.ts'

const shoppersOffered = 12
const ordersLookedAt = 200
const languageOrders = 1_000

/** What the editor of a journey needs to know of the shop. */
export async function readJourneyEditor(db: Db, id: string, definition: JourneyDefinition) {
  const market = await readMarket(db)
  const ids = idsIn(definition)
  const shop = {
    currency: market.currency ?? 'USD',
    costs: market.costs,
    titles: await titlesOf(db, ids),
    goods: await readGoods(db, offered(definition)),
    countries: market.countries,
    channels: market.channels,
    currencies: market.currencies.map(({ code }) => ({ code })),
  }
  return { shop, shoppers: await latestShoppers(db), known: await readKnown(db, id) }
}

/** What names of products and collections a sentence about these journeys needs, by id. */
export async function readJourneyTitles(
  db: Db,
  definitions: readonly JourneyDefinition[],
): Promise<Record<string, string>> {
  return titlesOf(db, definitions.flatMap(idsIn))
}

function idsIn(definition: JourneyDefinition): string[] {
  const { trigger, entry, exits, steps } = definition
  const about = trigger.kind === 'replenishment-due' && trigger.productId ? [trigger.productId] : []
  const asked = allSteps(steps).flatMap((step) =>
    step.kind === 'branch' ? step.ways.flatMap(({ when }) => valuesIn(when)) : [],
  )
  const goal = exits.goal ? valuesIn(exits.goal) : []
  return [...about, ...valuesIn(entry), ...goal, ...asked, ...offered(definition)]
}

function offered({ steps }: JourneyDefinition): string[] {
  return allSteps(steps).flatMap((step) => {
    if (step.kind === 'offer') return goodsOf(step)
    return step.kind === 'message' && step.offer ? goodsOf(step.offer) : []
  })
}

function valuesIn(condition: Condition): string[] {
  if (condition.kind === 'group') return condition.of.flatMap(valuesIn)
  return 'values' in condition.test ? condition.test.values : []
}

interface Shopper {
  id: string
  name: string
  orderId: string
  /** Which of theirs that order is; 1 is the first. */
  orderNumber: number
}

/** Who bought last, each once with their latest order, to show messages and offers as. */
async function latestShoppers(db: Db): Promise<Shopper[]> {
  const rows = await db.$queryRaw<(Omit<Shopper, 'name'> & { name: string | null })[]>`
    select c."id", late."orderId",
           (select count(*)::int from "Order" o where o."customerId" = c."id" and o."cancelledAt" is null
               and o."processedAt" <= late."at") as "orderNumber",
           coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), c."email") as "name"
      from (select distinct on ("customerId") "customerId", "processedAt" as "at", "id" as "orderId" from
              (select "id", "customerId", "processedAt" from "Order"
                where "customerId" is not null and "cancelledAt" is null
                order by "processedAt" desc limit ${ordersLookedAt}) late
             order by "customerId", "processedAt" desc, "id" desc) late
      join "Customer" c on c."id" = late."customerId"
     where c."deletedAt" is null and c."mergedIntoId" is null
     order by late."at" desc, c."id" limit ${shoppersOffered}`
  return rows.map((row) => ({ ...row, name: row.name ?? row.id.replace(/^.*\//, '') }))
}

/** What finding faults asks of the shop; which goods are gone, the titles tell. */
async function readKnown(db: Db, journeyId: string) {
  const shop = await readShopOfWalks(asHot(db), [])
  return {
    others: await readOthers(db, journeyId),
    connected: shop ? connectedChannels(shop) : [],
    currency: shop?.currency ?? 'USD',
    languages: await readLanguages(db),
    timeZone: usableTimeZone(shop?.timeZone),
  }
}

/** The other journeys that are live. */
async function readOthers(db: Db, journeyId: string): Promise<NamedJourney[]> {
  const rows = await db.$queryRaw<{ journeyId: string; name: string; definition: unknown }[]>`
    select j."id" as "journeyId", j."name", v."definition" from "Journey" j
      join "JourneyVersion" v on v."journeyId" = j."id" and v."version" = j."liveVersion"
     where j."status" = 'live' and j."id" <> ${journeyId} order by j."id" limit ${liveJourneysMax}`
  return rows.flatMap(({ definition, ...named }) => {
    const read = definitionIn(definition)
    return read ? [{ ...named, definition: read }] : []
  })
}

/** The languages of Encore that who bought last is written to in. */
async function readLanguages(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ locale: string }[]>`
    select distinct c."locale" from
           (select "customerId" from "Order" where "customerId" is not null
             order by "processedAt" desc limit ${languageOrders}) late
      join "Customer" c on c."id" = late."customerId" where c."locale" is not null and c."deletedAt" is null`
  return [...new Set(rows.map(({ locale }) => languageOf(locale)))].sort()
}

/** All that is wrong with a journey before it is published. */
export async function judgeJourney(
  db: Db,
  { id, name, draft }: { id: string; name: string; draft: JourneyDefinition },
  now: Date,
): Promise<Fault[]> {
  const titles = await titlesOf(db, offered(draft))
  const goneIds = offered(draft).filter((each) => titles[each] === undefined)
  return faultsOf(draft, { ...(await readKnown(db, id)), journeyId: id, name, goneIds }, now)
}
