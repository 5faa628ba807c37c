import type { ArmSums } from '../../domain/experiment/always-valid.ts'
import {
  type JudgedArm,
  judgeTest,
  type MeasuredArm,
  type Verdict,
} from '../../domain/experiment/judge-test.ts'
import { isRecord, textIn, wordIn } from '../../domain/json-fields.ts'
import { type Arm, parseArms } from '../../domain/offers/rule-test.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { Db } from '../../store/database.server.ts'
import { type KeptTest, readArms, readLatestTest } from '../../store/rule-tests.server.ts'

/** Why a test ended. */
const endings = ['person', 'harm', 'adopted'] as const
export type EndedBy = (typeof endings)[number]

/** A test as the merchant sees it. The first arm is the rule as it stands; amounts are in the shop's currency. */
export interface TestResult {
  id: string
  ruleId: string
  status: 'running' | 'ended'
  startedAt: Date
  endedAt: Date | undefined
  /** Missing while it runs. */
  endedBy: EndedBy | undefined
  /** The arm for whose sake it ended: it brought less, or was made the rule. */
  endedArm: string | undefined
  days: number
  arms: (JudgedArm & Pick<Arm, 'share' | 'change'>)[]
  verdict: Verdict
  /** Whether the cost of everything bought is known: otherwise net is too high by what is not. */
  isCostWhole: boolean
}

/** The latest test of a rule with what it has shown so far; nothing where there was none that can be read. */
export async function readTest(db: Db, ruleId: string, now: Date): Promise<TestResult | undefined> {
  const test = await readLatestTest(db, ruleId)
  return test && measureTest(db, test, now)
}

/** What a test has shown so far. Looking often does not make it say more than is true. */
export async function measureTest(db: Db, test: KeptTest, now: Date): Promise<TestResult | undefined> {
  const arms = parseArms(test.definition)
  if (!arms) return undefined
  const rows = await readArms(db, test.id)
  const measured = (name: string): MeasuredArm => {
    const row = rows.find(({ arm }) => arm === name)
    return { name, bought: row?.bought ?? nothing, net: row?.net ?? nothing }
  }
  const [first, ...others] = arms
  const judged = judgeTest([measured(first.name), ...others.map(({ name }) => measured(name))])
  const { id, ruleId, status, startedAt, endedAt } = test
  const until = endedAt ?? now
  return {
    id,
    ruleId,
    status,
    startedAt,
    endedAt: endedAt ?? undefined,
    ...endingOf(test),
    days: Math.max(0, Math.floor((until.getTime() - startedAt.getTime()) / dayMs)),
    arms: judged.arms.flatMap((each) => {
      const arm = arms.find(({ name }) => name === each.name)
      return arm ? [{ ...each, share: arm.share, change: arm.change }] : []
    }),
    verdict: judged.verdict,
    isCostWhole: rows.every(({ unknownCosts }) => unknownCosts === 0),
  }
}

function endingOf({ status, ending }: KeptTest): Pick<TestResult, 'endedBy' | 'endedArm'> {
  if (status === 'running') return { endedBy: undefined, endedArm: undefined }
  const { by, arm } = isRecord(ending) ? ending : {}
  return { endedBy: wordIn(endings, by) ?? 'person', endedArm: textIn(arm) }
}

const nothing: ArmSums = {
  subjects: 0,
  shown: 0,
  shownSquared: 0,
  total: 0,
  totalSquared: 0,
  shownTotal: 0,
}
