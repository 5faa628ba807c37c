import { BlockStack, Card, Icon, InlineStack, Link, Text } from '@shopify/polaris'
import { AlertTriangleIcon, CheckIcon } from '@shopify/polaris-icons'
import type { ReactNode } from 'react'
import type { Need } from '../../domain/home.ts'
import { Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { home } from '../texts/home.ts'

const texts = home.needs

/** What waits for a person, or that nothing does. */
export function Needs({ needs }: { needs: Need[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        {needs.length === 0 && (
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            <span>
              <Icon source={CheckIcon} tone="success" />
            </span>
            <Text as="p">{texts.nothing}</Text>
          </InlineStack>
        )}
        {needs.map((need) => (
          <NeedLine key={need.kind} need={need} />
        ))}
      </BlockStack>
    </Card>
  )
}

function NeedLine({ need }: { need: Need }) {
  switch (need.kind) {
    case 'deliveries-aside':
      return (
        <Line url="/app/deliveries" action={texts.asideAction}>
          <Sentence
            text={texts.aside(need.count, need.isMore)}
            with={{ count: <Count count={need.count} /> }}
          />
        </Line>
      )
    case 'import-failed':
      return (
        <Line url="/app/settings" action={texts.importAction}>
          {texts.importFailed(need.imports.map((kind) => home.imports.kind[kind].toLowerCase()).join(', '))}
        </Line>
      )
    case 'data-requests':
      return (
        <Line url="/app/settings" action={texts.requestsAction}>
          <Sentence text={texts.requests(need.count)} with={{ count: <Count count={need.count} /> }} />
        </Line>
      )
    default:
      return need satisfies never
  }
}

function Line({ url, action, children }: { url: string; action: string; children: ReactNode }) {
  return (
    <InlineStack gap="200" blockAlign="start" wrap={false}>
      <span>
        <Icon source={AlertTriangleIcon} tone="critical" />
      </span>
      <Text as="p">
        {children} <Link url={url}>{action}</Link>
      </Text>
    </InlineStack>
  )
}
