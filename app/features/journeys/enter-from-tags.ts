import type { JourneyEvent } from '../../domain/journeys/events.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { readTagsOf, type TagsNow } from '../../store/journey-events.server.ts'
import { enterFromEvents, freshMs, liveJourneysOf } from './enter-journeys.ts'

/** The tags of customers before something is written of them; nothing where no journey lets people in. */
export async function tagsBefore(
  db: Db,
  customerIds: readonly string[],
): Promise<Map<string, TagsNow> | undefined> {
  if (customerIds.length === 0 || (await liveJourneysOf(db)).length === 0) return undefined
  return readTagsOf(asHot(db), customerIds)
}

/** Customers as they were told: when they changed, so that a tag of theirs joined then. */
export type TaggedAt = readonly { id: string; updatedAt: Date }[]

/**
 * Has journeys begin from the tags that customers have now and did not have `before`. Of somebody not known before all
 * are news only when they are new themselves. The same again begins nothing: nobody joins a tag they have.
 */
export async function enterFromTags(
  db: Db,
  before: Map<string, TagsNow> | undefined,
  changed: TaggedAt,
  now: Date,
): Promise<void> {
  if (!before) return
  const after = await readTagsOf(
    asHot(db),
    changed.map(({ id }) => id),
  )
  const events = changed.flatMap(({ id, updatedAt }) => joined(before.get(id), after.get(id), updatedAt, now))
  if (events.length > 0) await enterFromEvents(db, events, now)
}

function joined(
  before: TagsNow | undefined,
  after: TagsNow | undefined,
  at: Date,
  now: Date,
): JourneyEvent[] {
  if (!after || !isShopifyId('Customer', after.id)) return []
  if (!before && after.createdAt.getTime() < now.getTime() - freshMs) return []
  const tags = after.tags.filter((tag) => !before?.tags.includes(tag))
  return tags.length > 0 ? [{ kind: 'tags-joined', tags, customerId: after.id, at }] : []
}
