import { type ArmSums, difference, type Interval, isEnough } from './always-valid.ts'

/** One arm as it was measured. */
export interface MeasuredArm {
  name: string
  /** Offers bought of those shown, by shopper. */
  bought: ArmSums
  /** Net revenue in the shop currency's smallest unit, by shopper. */
  net: ArmSums
}

/** One arm as the merchant sees it. Intervals are against the first arm, missing for it and while it is too early. */
export interface JudgedArm {
  name: string
  shown: number
  bought: number
  /** Per shown offer; nothing where none was shown. */
  boughtShare: number | undefined
  netMinorPerShown: number | undefined
  boughtAgainstFirst: Interval | undefined
  netAgainstFirst: Interval | undefined
}

/** What may be said, by net revenue per shown offer. */
export type Verdict =
  | { kind: 'too-early' }
  /** Enough was seen, and the arms may still be the same. */
  | { kind: 'no-difference-yet' }
  | { kind: 'better'; arm: string }
  | { kind: 'worse'; arm: string }

const error = 0.05

/**
 * Judges a test whose first arm is the rule as it stands. Under no difference the chance that any arm is ever called
 * better or worse is at most 5 %, however often it is judged: it is shared among the arms. Harm is said before success.
 */
export function judgeTest(arms: readonly [MeasuredArm, ...MeasuredArm[]]): {
  arms: JudgedArm[]
  verdict: Verdict
} {
  const [first, ...others] = arms
  const alpha = error / Math.max(1, others.length)
  const judged = others.map((arm) => {
    const may = isEnough(arm.net, first.net, arm.bought.total + first.bought.total)
    return {
      ...plain(arm),
      boughtAgainstFirst: may ? difference(arm.bought, first.bought, alpha) : undefined,
      netAgainstFirst: may ? difference(arm.net, first.net, alpha) : undefined,
    }
  })
  return { arms: [plain(first), ...judged], verdict: verdictOf(judged) }
}

function plain({ name, bought, net }: MeasuredArm): JudgedArm {
  const isShown = bought.shown > 0
  return {
    name,
    shown: bought.shown,
    bought: bought.total,
    boughtShare: isShown ? bought.total / bought.shown : undefined,
    netMinorPerShown: isShown ? net.total / net.shown : undefined,
    boughtAgainstFirst: undefined,
    netAgainstFirst: undefined,
  }
}

function verdictOf(arms: JudgedArm[]): Verdict {
  const worse = arms.find(({ netAgainstFirst }) => netAgainstFirst && netAgainstFirst.high < 0)
  if (worse) return { kind: 'worse', arm: worse.name }
  const better = arms
    .filter(({ netAgainstFirst }) => netAgainstFirst && netAgainstFirst.low > 0)
    .sort((one, other) => (other.netAgainstFirst?.estimate ?? 0) - (one.netAgainstFirst?.estimate ?? 0))[0]
  if (better) return { kind: 'better', arm: better.name }
  return { kind: arms.some(({ netAgainstFirst }) => netAgainstFirst) ? 'no-difference-yet' : 'too-early' }
}
