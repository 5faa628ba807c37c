import type { Interval } from '../../domain/experiment/always-valid.ts'
import type { Verdict } from '../../domain/experiment/judge-test.ts'
import type { Arm } from '../../domain/offers/rule-test.ts'

/** A running or ended test, as the page shows it. Amounts are in the shop's currency. */
export interface ShownTest {
  id: string
  status: 'running' | 'ended'
  endedBy: 'person' | 'harm' | 'adopted' | undefined
  endedArm: string | undefined
  days: number
  arms: ShownArm[]
  verdict: Verdict
  isCostWhole: boolean
}

/** One version with what it brought; ranges are against the first version. */
export interface ShownArm {
  name: string
  change: Arm['change']
  shown: number
  bought: number
  boughtShare: number | undefined
  netMinorPerShown: number | undefined
  boughtAgainstFirst: Interval | undefined
  netAgainstFirst: Interval | undefined
}
