import { channels } from '../../domain/budget/channel.ts'
import { mayShowOffer, type PageAnswer } from '../../domain/budget/may-show-offer.ts'
import { openMatters } from '../../domain/budget/open-matter.ts'
import { topics } from '../../domain/budget/topic.ts'
import { knownWords } from '../../domain/json-fields.ts'
import type { ShopSettings } from '../../domain/settings.ts'
import type { PageBudgetRow } from '../../store/page-budget.server.ts'

/** Who looks at a page, and of which shop. */
export interface PageLook {
  settings: Pick<ShopSettings, 'budget'>
  /** How long the shop's parcels usually take; nothing where carriers do not tell. */
  usualDeliveryDays: number | undefined
  /** They asked to be reminded of what would be shown. */
  isAsked: boolean
}

/** Whether an offer may stand on a page that a customer looks at, from what is kept of them. A guest is not asked for. */
export function askPageBudget(row: PageBudgetRow, look: PageLook, now: Date): PageAnswer {
  const { budget: policy } = look.settings
  const { weekMax, monthMax, pausedUntil, neverAt } = row
  const matters = openMatters(
    {
      parcels: row.parcels.map(({ orderId, sentAt, hasFailed }) => {
        return { orderId, sentAt: new Date(sentAt), deliveredAt: undefined, hasFailed }
      }),
      refunds: row.refunds.map(({ orderId, at }) => ({ orderId, at: new Date(at) })),
      returns: row.returns.map(({ orderId, at }) => ({ orderId, at: new Date(at) })),
      usualDeliveryDays: look.usualDeliveryDays,
    },
    policy.helpFirstDays,
    now,
  )
  return mayShowOffer(
    {
      counted: row.counted,
      isSeen: row.isSeen,
      isAsked: look.isAsked,
      policy,
      preferences: {
        weekMax: weekMax ?? undefined,
        monthMax: monthMax ?? undefined,
        pausedUntil: pausedUntil ?? undefined,
        neverAt: neverAt ?? undefined,
        channelsOff: knownWords(channels, row.channelsOff),
        topicsOff: knownWords(topics, row.topicsOff),
      },
      matters,
      isHeldOut: row.isLeftAlone,
      isOffersOff: row.isOffersOff,
    },
    now,
  )
}
