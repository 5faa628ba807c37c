import { z } from 'zod'
import { digitsOf, isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { type Admin, adminOf } from '../../shopify/admin.server.ts'
import { receiveFlowTrigger } from '../../shopify/operations/receive-flow-trigger.ts'
import { tagCustomer } from '../../shopify/operations/tag-customer.ts'
import { type Db, inShop } from '../../store/database.server.ts'

/** The trigger of extensions/flow-journey-step. */
const stepHandle = 'journey-step'

/** One step of one walk that does something outside. */
export interface ActName {
  enrollmentId: string
  stepId: string
}

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tagged'), tag: z.string(), isAdded: z.boolean() }),
  z.object({ kind: z.literal('told-flow'), name: z.string() }),
])

/**
 * Carries out what a step that was passed does outside. A tag is tried until Shopify takes it: twice is once. Flow
 * cannot tell a repetition, so what it may have taken is not told again. Of somebody who is gone nothing is done.
 */
export async function carryOutAct(shop: string, name: ActName): Promise<void> {
  const known = await inShop(shop, (db) => readAct(db, name))
  if (!known) return
  const { customerId, journey, passed } = known
  const admin = adminOf(shop)
  if (passed.kind === 'tagged') await tagCustomer(admin, { id: customerId, ...passed })
  else await tellFlow(admin, { customerId, journey, name: passed.name })
}

async function readAct(db: Db, { enrollmentId, stepId }: ActName) {
  const [row] = await db.$queryRaw<{ customerId: string; journey: string; passed: unknown }[]>`
    select e."customerId", j."name" as "journey", s."passed" from "EnrollmentStep" s
      join "Enrollment" e on e."id" = s."enrollmentId"
      join "Journey" j on j."id" = e."journeyId"
      join "Customer" c on c."id" = e."customerId" and c."deletedAt" is null
      join "Shop" shop on shop."uninstalledAt" is null
     where s."enrollmentId" = ${enrollmentId} and s."stepId" = ${stepId}`
  const passed = act.safeParse(row?.passed).data
  return row && passed && isShopifyId('Customer', row.customerId)
    ? { customerId: row.customerId, journey: row.journey, passed }
    : undefined
}

async function tellFlow(
  admin: Admin,
  { customerId, journey, name }: { customerId: ShopifyId<'Customer'>; journey: string; name: string },
): Promise<void> {
  const digits = digitsOf(customerId)
  const number = Number(digits)
  const payload = {
    customer_id: Number.isSafeInteger(number) ? number : digits,
    Name: name,
    Journey: journey,
  }
  try {
    await receiveFlowTrigger(admin, stepHandle, payload)
  } catch (error) {
    if (!(error instanceof Unavailable) || !error.mayBeDone) throw error
    log.warn('Flow may have taken a step, which is not told again')
  }
}
