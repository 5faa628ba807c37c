// What our door promises a customer before it shows anything - their own terms, no more than the shop's caps, nothing
// while something of theirs is open - as somebody would write it who starts from Shopify's template: one Prisma query
// for each question, all of them at once.
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { openStatuses } from '../../app/domain/returns.ts'
import type { PrismaClient } from '../../prisma/generated/client.ts'

const dayMs = 86_400_000

/** Whether an offer may stand on a page that this customer looks at. */
export async function mayStand(prisma: PrismaClient, shopId: string, customerId: string): Promise<boolean> {
  const nowMs = Date.now()
  const now = new Date(nowMs)
  const since = (days: number) => new Date(nowMs - days * dayMs)
  const [customer, terms, touches, offers, orders, walk] = await Promise.all([
    prisma.customer.findUnique({ where: { shopId_id: { shopId, id: customerId } } }),
    prisma.preference.findUnique({ where: { shopId_customerId: { shopId, customerId } } }),
    prisma.touch.findMany({ where: { shopId, customerId, countsAt: { gt: since(30) } } }),
    prisma.offer.findMany({ where: { shopId, customerId, shownAt: { gt: since(30) } } }),
    prisma.order.findMany({
      where: { shopId, customerId },
      select: {
        refunds: { where: { createdAt: { gt: since(60) } } },
        returns: { where: { updatedAt: { gt: since(60) }, status: { in: [...openStatuses] } } },
        fulfillments: { where: { deliveredAt: null, createdAt: { gt: since(45) } } },
      },
    }),
    prisma.enrollment.findFirst({
      where: { shopId, customerId, arm: { not: null }, enteredAt: { gt: since(60) } },
      orderBy: { enteredAt: 'desc' },
    }),
  ])
  if (customer?.offersOffAt || terms?.neverAt || walk?.arm === 'left-alone') return false
  if (terms?.pausedUntil && terms.pausedUntil > now) return false
  if (
    orders.some(({ refunds, returns, fulfillments }) => [...refunds, ...returns, ...fulfillments].length > 0)
  )
    return false
  const seen = new Map(offers.map(({ orderId, key, shownAt }) => [orderId ?? key, shownAt]))
  const counted = [...touches.map(({ countsAt }) => countsAt), ...seen.values()]
  const within = (days: number) => counted.filter((at) => at && at > since(days)).length
  return (
    within(7) < (terms?.weekMax ?? usualPolicy.weekMax) &&
    within(30) < (terms?.monthMax ?? usualPolicy.monthMax)
  )
}

/** What a journey left for them to be shown on a page, the most useful first. */
export async function leftFor(prisma: PrismaClient, shopId: string, customerId: string): Promise<unknown> {
  return prisma.touch.findFirst({
    where: {
      shopId,
      customerId,
      channel: 'page',
      status: { in: ['queued', 'sent'] },
      validUntil: { gt: new Date() },
    },
    orderBy: { usefulness: 'desc' },
  })
}
