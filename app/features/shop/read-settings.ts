import type { LegalRequest } from '../../domain/legal-request.ts'
import { parseSettings, type ShopSettings } from '../../domain/settings.ts'
import { type ImportProgress, importProgress } from '../../domain/setup.ts'
import type { Db } from '../../store/database.server.ts'
import { recentOrdersOnly } from '../orders/import-history.ts'

const requestsMax = 50

/** What is read again every day. */
const dailyKinds = ['stock', 'collections'] as const
export type DailyKind = (typeof dailyKinds)[number]

/** All that the settings page shows. */
export interface SettingsPage {
  settings: ShopSettings
  /** Of the amounts in `settings.margin`; missing until Shopify has told it. */
  currency: string | undefined
  imports: ImportProgress[]
  /** Whether Shopify told orders of the last 60 days only. */
  hasRecentOrdersOnly: boolean
  /** What could not be read again at the last daily reading; it is repeated by itself. */
  behind: DailyKind[]
  /** The latest 50, newest first. */
  requests: LegalRequest[]
}

/** Reads the settings page of the shop whose unit of work this is. */
export async function readSettings(db: Db): Promise<SettingsPage> {
  const shop = await db.shop.findFirst({ select: { settings: true, currency: true } })
  const runs = await db.importRun.findMany()
  const requests = await db.$queryRaw<
    (LegalRequest & { completedAt: Date | null; handedOnAt: Date | null })[]
  >`
    select "id", "topic", "receivedAt", "completedAt", "handedOnAt", "export" is not null as "hasExport"
      from "ComplianceRequest" order by "receivedAt" desc, "id" limit ${requestsMax}`
  return {
    settings: parseSettings(shop?.settings),
    currency: shop?.currency ?? undefined,
    imports: importProgress(runs),
    hasRecentOrdersOnly: runs.some((run) => run.error?.includes(recentOrdersOnly)),
    behind: dailyKinds.filter((daily) =>
      runs.some(({ kind, status }) => kind === daily && status === 'failed'),
    ),
    requests: requests.map((row) => ({
      ...row,
      completedAt: row.completedAt ?? undefined,
      handedOnAt: row.handedOnAt ?? undefined,
    })),
  }
}
