import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, Divider, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import type { Arm } from '../../domain/offers/rule-test.ts'
import { twoVersions as texts } from '../texts/two-versions.ts'
import type { EditorShop } from './editor-parts.ts'
import type { ShownTest } from './shown-test.ts'
import { TestResult } from './test-result.tsx'
import { VersionForm } from './version-form.tsx'

interface Answer {
  kind: 'started' | 'stopped' | 'adopted' | 'refused'
  why?: keyof typeof texts.refused
}

/** A rule's latest test with what it says so far, or how to start one. */
export function TwoVersions({
  rule,
  shop,
  test,
  titles,
}: {
  rule: { name: string; isOn: boolean; definition: RuleDefinition }
  shop: EditorShop
  test: ShownTest | undefined
  titles: Record<string, string>
}) {
  const fetcher = useFetcher<Answer>()
  const [isAgain, setAgain] = useState(false)
  const { data, state } = fetcher
  const isBusy = state !== 'idle'
  const start = (change: Arm['change']) => {
    setAgain(false)
    fetcher.submit({ intent: 'start-test', change: JSON.stringify(change) }, { method: 'post' })
  }
  const stop = (id: string) => fetcher.submit({ intent: 'stop-test', test: id }, { method: 'post' })
  const adopt = (id: string, arm: string) =>
    fetcher.submit({ intent: 'adopt', test: id, arm }, { method: 'post' })
  const isRunning = test?.status === 'running'
  const winner = test?.endedBy !== 'adopted' && test?.verdict.kind === 'better' ? test.verdict.arm : undefined
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p" tone="subdued">
            {test && test.arms.length > 2 && !isAgain ? texts.many(test.arms.length) : texts.what}
          </Text>
        </BlockStack>
        {!isBusy && data?.kind === 'refused' && (
          <Banner tone="critical">{texts.refused[data.why ?? 'arms']}</Banner>
        )}
        {!rule.isOn && (
          <Text as="p" tone="subdued">
            {texts.off}
          </Text>
        )}
        {test && <TestResult test={test} titles={titles} currency={shop.currency} />}
        {test && winner && (
          <BlockStack gap="200" inlineAlign="start">
            <Button variant="primary" onClick={() => adopt(test.id, winner)} loading={isBusy}>
              {texts.adopt(winner)}
            </Button>
            <Text as="p" tone="subdued" variant="bodySm">
              {isRunning ? texts.adoptEnds : texts.adoptMeans}
            </Text>
          </BlockStack>
        )}
        {test && isRunning && (
          <div>
            <Button onClick={() => stop(test.id)} loading={isBusy}>
              {texts.stop}
            </Button>
          </div>
        )}
        {test && !isRunning && !isAgain && (
          <div>
            <Button onClick={() => setAgain(true)} loading={isBusy}>
              {texts.again}
            </Button>
          </div>
        )}
        {test && !isRunning && isAgain && <Divider />}
        {!isRunning && (!test || isAgain) && (
          <VersionForm rule={rule} shop={shop} isBusy={isBusy} onStart={start} />
        )}
      </BlockStack>
    </Card>
  )
}
