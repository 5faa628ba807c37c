import { Text } from '@shopify/polaris'
import type { Found, RuleVerdict, Verdict } from '../../../domain/conditions/verdict.ts'
import { conditionWords, listWords, type Names, nameOf, testWords } from '../../conditions/words.ts'
import { formatMoney } from '../../format.ts'
import { useReader } from '../../reader.tsx'
import { orderDecision as texts } from '../../texts/order-browser.ts'

/** The rules that were tried, and why each did or did not apply: every test with what it was compared with. */
export function TriedRules({
  rules,
  ruleId,
  titles,
  currency,
}: {
  rules: RuleVerdict[]
  ruleId: string | undefined
  titles: Record<string, string>
  currency: string
}) {
  const names = { titles, currency, reader: useReader() }
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {texts.rules}
      </Text>
      {rules.length === 0 && (
        <Text as="p" tone="subdued">
          {texts.noRules}
        </Text>
      )}
      <ol className="encore-plain-list">
        {rules.map((rule) => (
          <li key={rule.ruleId}>
            <b>{rule.name}</b> {outcomeOf(rule, ruleId)}
            <VerdictList verdict={rule.verdict} names={names} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function outcomeOf(rule: RuleVerdict, ruleId: string | undefined): string {
  if (rule.ruleId === ruleId || rule.verdict.holds === 'yes') return texts.applied
  return rule.verdict.holds === 'unknown' ? texts.notKnown : texts.notApplied
}

function VerdictList({ verdict, names }: { verdict: Verdict; names: Names }) {
  const tests = verdict.kind === 'group' ? verdict.of : [verdict]
  if (tests.length === 0)
    return (
      <Text as="p" tone="subdued">
        {texts.always}
      </Text>
    )
  return (
    <ul className="encore-verdicts">
      {tests.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tests of a rule keep their place.
        <li key={place}>
          <VerdictLine verdict={each} names={names} />
        </li>
      ))}
    </ul>
  )
}

function VerdictLine({ verdict, names }: { verdict: Verdict; names: Names }) {
  const holds = texts.holds[verdict.holds]
  if (verdict.kind === 'group')
    return (
      <>
        {holds}: {conditionWords(conditionOf(verdict), names)}
      </>
    )
  const { test, found } = verdict
  return (
    <>
      {holds}: {testWords(test, names)}{' '}
      {verdict.holds !== 'unknown' && (
        <Text as="span" tone="subdued">
          ({foundWords(test.field, found, names)})
        </Text>
      )}
    </>
  )
}

function conditionOf(verdict: Verdict): Parameters<typeof conditionWords>[0] {
  if (verdict.kind === 'test') return { kind: 'test', test: verdict.test }
  return { kind: 'group', join: verdict.join, of: verdict.of.map(conditionOf) }
}

function foundWords(field: string, found: Found, names: Names): string {
  if (found === undefined || (Array.isArray(found) && found.length === 0)) return texts.foundNothing
  if (typeof found === 'number') {
    const isMoney = field.endsWith('Minor')
    return texts.found(
      isMoney ? formatMoney({ minor: found, currency: names.currency }, names.reader) : String(found),
    )
  }
  const values = (Array.isArray(found) ? found : [found]).map((value) => nameOf(field, value, names))
  return texts.found(listWords(values, 'conjunction'))
}
