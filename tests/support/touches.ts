import type { Db } from '../../app/store/database.server.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { noon } from './database.ts'
import { customer, order, withOrder, withProduct } from './offers.ts'

/** Ada bought a Chemex, agreed to be written to, and walks a journey that began with her order. */
export async function withAda(db: Db): Promise<void> {
  await withProduct(db, 1, { title: 'Chemex', handle: 'chemex' })
  await withOrder(db, 100, { customerId: customer(1), products: [1] })
  await db.customer.updateMany({
    where: { id: customer(1) },
    data: { email: 'ada@example.com', firstName: 'Ada', locale: 'en-GB', emailConsent: 'subscribed' },
  })
  const definition = { trigger: { kind: 'order-paid' }, steps: [] }
  await db.journey.create({
    data: {
      id: 'first',
      name: 'First order',
      status: 'live',
      liveVersion: 1,
      createdAt: noon,
      updatedAt: noon,
      versions: { create: { version: 1, definition, publishedAt: noon } },
    },
  })
  await db.enrollment.create({
    data: {
      id: 'walk-1',
      key: 'walk/1',
      journeyId: 'first',
      version: 1,
      customerId: customer(1),
      orderId: order(100),
      status: 'active',
      stepId: 'a',
      since: noon,
      dueAt: new Date(noon.getTime() + 86_400_000),
      triggeredAt: noon,
      enteredAt: noon,
    },
  })
}

/** A message to Ada that the budget let go, with whatever the test says otherwise. */
export async function withTouch(
  db: Db,
  id: string,
  change: Partial<Prisma.TouchUncheckedCreateInput> = {},
): Promise<void> {
  await db.touch.create({
    data: {
      id,
      key: `touch/walk-1/${id}`,
      customerId: customer(1),
      enrollmentId: 'walk-1',
      stepId: id,
      orderId: order(100),
      channel: 'email',
      topic: 'help',
      content: { kind: 'message', template: 'how-to', texts: {} },
      status: 'queued',
      verdict: { kind: 'go' },
      wishedAt: noon,
      decidedAt: noon,
      countsAt: noon,
      validUntil: new Date(noon.getTime() + 7 * 86_400_000),
      ...change,
    },
  })
}
