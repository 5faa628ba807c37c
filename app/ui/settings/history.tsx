import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import type { ImportProgress } from '../../domain/setup.ts'
import { Imports } from '../imports.tsx'
import { settings } from '../texts/settings.ts'

const texts = settings.history

/** The history taken in from Shopify, and taking it in again. */
export function History({
  imports,
  hasRecentOrdersOnly,
  behind,
}: {
  imports: ImportProgress[]
  hasRecentOrdersOnly: boolean
  behind: (keyof typeof texts.behind)[]
}) {
  const fetcher = useFetcher<{ kind: string }>()
  const isRunning = imports.some(({ status }) => ['waiting', 'asking', 'reading'].includes(status))
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        {hasRecentOrdersOnly && (
          <Text as="p" tone="subdued">
            {texts.reach}
          </Text>
        )}
        {behind.map((kind) => (
          <Banner key={kind} tone="warning">
            {texts.behind[kind]}
          </Banner>
        ))}
        <Imports imports={imports} />
        <fetcher.Form method="post" action="/app/settings?index">
          <input type="hidden" name="intent" value="import" />
          <InlineStack gap="300" blockAlign="center">
            <Button submit loading={fetcher.state !== 'idle'} disabled={isRunning}>
              {texts.action}
            </Button>
            <Text as="span" tone="subdued">
              <span role="status">{isRunning && texts.running}</span>
            </Text>
          </InlineStack>
        </fetcher.Form>
      </BlockStack>
    </Card>
  )
}
