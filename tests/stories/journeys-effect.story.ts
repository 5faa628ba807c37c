import type { Scene, Story } from './scene.ts'

/** What a journey changes, from walks of some time ago that no story can wait for. */
export const stories: Story[] = [
  {
    name: 'a merchant reads what a journey changes, and of another one why it is too early to tell',
    async tell(scene) {
      await keepPast(scene)
      try {
        // What journeys change is read anew once an hour.
        await scene.store.standIn.moveClock(61 * 60_000)
        const { page, app } = await scene.openAdmin('/app/journeys')
        await app
          .getByText(/Between .+ and .+ more per customer in 60 days, from \d+ reached and \d+ left alone/)
          .waitFor()
        await app
          .getByText(/It cannot be told: nobody is left alone/)
          .first()
          .waitFor()
        await scene.look(page, 'journeys-effect')
        await app.getByRole('link', { name: 'It tells', exact: true }).click()
        await app.getByRole('heading', { name: 'What this journey changes' }).waitFor()
        await app.getByText(/Nobody counts with more than/).waitFor()
        await scene.look(page, 'journeys-effect-page')
      } finally {
        await forgetPast(scene)
      }
    },
  },
]

const definition = {
  trigger: { kind: 'order-paid' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'always' },
  exits: { onOrder: false, onRefund: true },
  steps: [{ id: 'pause', kind: 'wait', for: { amount: 1, unit: 'days' } }],
}

/** Every second of the shop's customers was left alone a hundred days ago; of ten who were not, eight came back, else two. */
async function keepPast({ store }: Scene): Promise<void> {
  for (const [id, name] of [
    ['effect-told', 'It tells'],
    ['effect-early', 'It is young'],
  ]) {
    await store.query(
      `insert into "Journey" ("shopId", "id", "name", "status", "draft", "liveVersion", "liveSince", "createdAt", "updatedAt")
       select "id", $1, $2, 'live', $3, 1, now(), now(), now() from "Shop"`,
      [id, name, definition],
    )
    await store.query(
      `insert into "JourneyVersion" ("shopId", "journeyId", "version", "definition", "publishedAt")
       select "id", $1, 1, $2, now() from "Shop"`,
      [id, definition],
    )
  }
  await store.query(
    `insert into "Enrollment" ("shopId", "id", "key", "journeyId", "version", "customerId", "status", "triggeredAt",
       "enteredAt", "endedAt", "endedWhy", "arm", "armPercent")
     select c."shopId", 'effect-' || c.n, 'effect-told/' || c.n, 'effect-told', 1, c."id", 'ended', at, at, at, 'completed',
            case when c.n % 2 = 0 then 'reached' else 'left-alone' end, 50
       from (select *, row_number() over (order by "id") as n from "Customer" where "deletedAt" is null) c,
            (select now() - interval '100 days' as at) past`,
  )
  await store.query(
    `insert into "Order" ("shopId", "id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "currency",
       "subtotalMinor", "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor", "financialStatus")
     select "shopId", 'effect-' || "arm" || n, '#effect-' || "arm" || n, "customerId", at, at, at, 'EUR', 1, 30000 + n * 10, 0, 'EUR', 1, 'paid'
       from (select *, row_number() over (partition by "arm" order by "id") as n, "enteredAt" + interval '9 days' as at
               from "Enrollment" where "journeyId" = 'effect-told') e
      where n % 10 < case when "arm" = 'reached' then 8 else 2 end`,
  )
}

async function forgetPast({ store }: Scene): Promise<void> {
  await store.query(`delete from "Order" where "id" like 'effect-%'`)
  await store.query(`delete from "Enrollment" where "journeyId" like 'effect-%'`)
  await store.query(`delete from "Journey" where "id" like 'effect-%'`)
}
