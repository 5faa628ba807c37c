import { Banner, BlockStack, Card, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { JourneyDefinition } from '../../../domain/journeys/journey.ts'
import type { DryRunReport } from '../../../domain/journeys/simulate-report.ts'
import type { Names } from '../../conditions/words.ts'
import { formatCount, formatMoney } from '../../format.ts'
import { Count, When } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { journeyDryRun as texts } from '../../texts/journeys-dry-run.ts'
import { BudgetHeld } from './budget-held.tsx'
import { atOnceLines, Counted, endedLines, type Line, refusedLines } from './counted.tsx'
import { Examples } from './examples.tsx'
import { StepCountsTable } from './step-counts.tsx'
import { Weeks } from './weeks.tsx'

/** What a dry run found, from the whole to single people. */
export function Report({
  report,
  people,
  definition,
  names,
}: {
  report: DryRunReport
  people: Record<string, string>
  definition: JourneyDefinition | undefined
  names: Names
}) {
  return (
    <BlockStack gap="400">
      {report.emptyBecause ? (
        <Banner tone="info" title={texts.empty.heading}>
          <Text as="p">{texts.empty.because[report.emptyBecause]}</Text>
        </Banner>
      ) : (
        <Whole report={report} names={names} />
      )}
      {!report.emptyBecause && (
        <>
          <Section heading={texts.weeks.heading}>
            <Weeks weeks={report.weeks} />
          </Section>
          <Section heading={texts.budget.heading}>
            <BudgetHeld budget={report.budget} reader={names.reader} />
          </Section>
          {definition && (
            <Section heading={texts.steps.heading}>
              <StepCountsTable steps={report.steps} definition={definition} names={names} />
              <Lines words={texts.steps.atOnce} lines={atOnceLines(report.walks)} />
            </Section>
          )}
          <Section heading={texts.ended.heading}>
            <Counted lines={endedLines(report.walks)} />
            <Lines words={texts.refusedAtEntry.body} lines={refusedLines(report.walks)} />
          </Section>
          {report.examples.length > 0 && (
            <Section heading={texts.examples.heading(report.examples.length)}>
              <Examples examples={report.examples} people={people} definition={definition} names={names} />
            </Section>
          )}
        </>
      )}
      <About report={report} names={names} />
    </BlockStack>
  )
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {heading}
        </Text>
        {children}
      </BlockStack>
    </Card>
  )
}

function Lines({ words, lines }: { words: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null
  return (
    <BlockStack gap="100">
      <Text as="p">{words}</Text>
      <Counted lines={lines} />
    </BlockStack>
  )
}

function Whole({ report, names: { reader } }: { report: DryRunReport; names: Names }) {
  const { walks, touches, budget } = report
  const count = (of: number) => formatCount(of, reader)
  const dropped = Object.values(budget.dropped).reduce((sum, each) => sum + each, 0)
  const { entered, touches: reached, held, dropped: unsaid } = texts.report
  return (
    <Section heading={texts.report.heading}>
      <dl className="encore-dry-run-figures">
        <Figure
          label={entered.label}
          value={entered.value(walks.customers, count(walks.customers))}
          detail={entered.detail(count(walks.entered), count(walks.fired))}
        />
        <Figure
          label={reached.label}
          value={reached.value(touches.went, count(touches.went))}
          detail={reached.detail(count(touches.customers))}
        />
        <Figure
          label={held.label}
          value={held.value(budget.held, count(budget.held))}
          detail={held.detail(count(budget.heldThenWent))}
        />
        <Figure label={unsaid.label} value={unsaid.value(dropped, count(dropped))} detail={unsaid.detail} />
        <Cost report={report} reader={reader} />
      </dl>
    </Section>
  )
}

function Cost({ report: { cost }, reader }: { report: DryRunReport; reader: Names['reader'] }) {
  const { label, none, detail, unknown } = texts.report.cost
  const { incentives, atMostMinor, currency } = cost
  if (incentives === 0 || !currency) return <Figure label={label} value={none} detail="" />
  const rest = cost.unknown > 0 ? ` ${unknown(cost.unknown, formatCount(cost.unknown, reader))}` : ''
  return (
    <Figure
      label={label}
      value={formatMoney({ minor: atMostMinor, currency }, reader)}
      detail={`${detail(formatCount(incentives, reader))}.${rest}`}
    />
  )
}

function Figure({ label, value, detail }: { label: string; value: string; detail: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd suppressHydrationWarning>
        <span className="encore-dry-run-value">{value}</span>
        {detail && <span className="encore-dry-run-detail">{detail}</span>}
      </dd>
    </div>
  )
}

function About({ report, names: { reader } }: { report: DryRunReport; names: Names }) {
  const { from, until, orders, customers, guestOrders, everyNth, takenAsToday } = report
  const { period, guests, everyNth: sampled } = texts.report
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" tone="subdued">
          <Sentence
            text={period}
            with={{
              from: <When at={new Date(from)} style="day" />,
              until: <When at={new Date(until)} style="day" />,
              orders: <Count count={orders} />,
              customers: <Count count={customers} />,
            }}
          />{' '}
          <span suppressHydrationWarning>
            {guestOrders > 0 && guests(guestOrders, formatCount(guestOrders, reader))}{' '}
            {everyNth > 1 && sampled(formatCount(everyNth, reader))}
          </span>
        </Text>
        {takenAsToday.length > 0 && (
          <Text as="p" tone="subdued">
            {texts.taken.body} {takenAsToday.map((each) => texts.taken.words[each]).join('; ')}.
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
