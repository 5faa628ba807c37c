import type { Db } from './database.server.ts'
import { markReconciled } from './shops.server.ts'

/** What a look reads, in the order in which it does. */
const lookedAtKinds = ['products', 'customers', 'orders'] as const
export type LookedAtKind = (typeof lookedAtKinds)[number]

/** How far a look has come with one kind: its pages are taken in up to `after`. */
export interface LookState {
  after: string | undefined
  isDone: boolean
}

/**
 * Goes on with the look at a kind's changes since then, or begins it at `now` when the last one began elsewhere. A
 * second call changes nothing.
 */
export async function beginLook(
  db: Db,
  kind: LookedAtKind,
  { since, now }: { since: Date; now: Date },
): Promise<LookState> {
  await db.$executeRaw`
    insert into "Look" ("kind", "since", "until") values (${kind}, ${since}, ${now})
    on conflict ("shopId", "kind") do update
      set "since" = excluded."since", "until" = excluded."until", "after" = null, "isDone" = false
      where "Look"."since" <> excluded."since"`
  const { after, isDone } = await db.look.findFirstOrThrow({ where: { kind } })
  return { after: after ?? undefined, isDone }
}

/**
 * Notes a page as taken in, in the unit of work that keeps what is on it; without `next` it was the last. Returns
 * false, changing nothing, when the look is no longer where the page began: another process has gone on with it.
 */
export async function notePage(
  db: Db,
  kind: LookedAtKind,
  { since, after, next }: { since: Date; after: string | undefined; next: string | undefined },
): Promise<boolean> {
  const { count } = await db.look.updateMany({
    where: { kind, since, after: after ?? null, isDone: false },
    data: next === undefined ? { isDone: true } : { after: next },
  })
  return count > 0
}

/** Ends a look that is done with every kind: all that changed until it began is known. A second call does nothing. */
export async function endLook(db: Db, since: Date): Promise<void> {
  const done = await db.$queryRaw<{ until: Date }[]>`
    delete from "Look" where "since" = ${since} and "isDone" returning "until"`
  if (done.length === lookedAtKinds.length)
    await markReconciled(db, new Date(Math.min(...done.map(({ until }) => until.getTime()))))
}

/** Forgets how far the look has come: the next one begins it again. */
export async function forgetLook(db: Db): Promise<void> {
  await db.look.deleteMany()
}
