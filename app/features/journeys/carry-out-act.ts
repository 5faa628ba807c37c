import { z } from 'zod'
import type { Act } from '../../domain/journeys/step-kind.ts'
import { isRecord, wordIn } from '../../domain/json-fields.ts'
import { digitsOf, isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { assert, Unavailable } from '../../platform/errors.ts'
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

/** Whom an act is for, and at whose Shopify it is carried out. */
interface ActFor {
  admin: Admin
  customerId: ShopifyId<'Customer'>
  journey: string
}

/** How what was kept of an act is read again, and carried out. */
interface ActKind<Kind extends Act> {
  kept: z.ZodType<Kind>
  carryOut(act: Kind, of: ActFor): Promise<void>
}

const actKinds: { [Kind in Act['kind']]: ActKind<Extract<Act, { kind: Kind }>> } = {
  tagged: {
    kept: z.object({ kind: z.literal('tagged'), tag: z.string(), isAdded: z.boolean() }),
    carryOut: ({ tag, isAdded }, { admin, customerId }) =>
      tagCustomer(admin, { id: customerId, tag, isAdded }),
  },
  'told-flow': {
    kept: z.object({ kind: z.literal('told-flow'), name: z.string() }),
    carryOut: tellFlow,
  },
}

/**
 * Carries out what a step that was passed does outside. A tag is tried until Shopify takes it: twice is once. Flow
 * cannot tell a repetition, so what it may have taken is not told again. Of somebody who is gone nothing is done. What
 * nobody here knows how to do throws `Broken`: the job stays in line for a version that does.
 */
export async function carryOutAct(shop: string, name: ActName): Promise<void> {
  const known = await inShop(shop, (db) => readAct(db, name))
  if (!known) return
  const { customerId, journey, passed } = known
  const act = actIn(passed)
  // A kind is only ever handed acts that say they are of it.
  const { carryOut } = actKinds[act.kind] as ActKind<Act>
  await carryOut(act, { admin: adminOf(shop), customerId, journey })
}

async function readAct(db: Db, { enrollmentId, stepId }: ActName) {
  const [row] = await db.$queryRaw<{ customerId: string; journey: string; passed: unknown }[]>`
    select e."customerId", j."name" as "journey", s."passed" from "EnrollmentStep" s
      join "Enrollment" e on e."id" = s."enrollmentId"
      join "Journey" j on j."id" = e."journeyId"
      join "Customer" c on c."id" = e."customerId" and c."deletedAt" is null
      join "Shop" shop on shop."uninstalledAt" is null
     where s."enrollmentId" = ${enrollmentId} and s."stepId" = ${stepId}`
  return row && isShopifyId('Customer', row.customerId)
    ? { customerId: row.customerId, journey: row.journey, passed: row.passed }
    : undefined
}

function actIn(passed: unknown): Act {
  const kind = isRecord(passed) ? wordIn(Object.keys(actKinds) as Act['kind'][], passed.kind) : undefined
  const act = kind && actKinds[kind].kept.safeParse(passed).data
  assert(act, 'what a step does outside is of a kind that can be carried out')
  return act
}

async function tellFlow(
  { name }: Extract<Act, { kind: 'told-flow' }>,
  { admin, customerId, journey }: ActFor,
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
