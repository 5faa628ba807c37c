import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { toDecimal } from '../../domain/money.ts'
import type { MarginCosts } from '../../domain/offers/margin.ts'
import type { MarginField } from '../../domain/offers/margin-form.ts'
import { settings } from '../texts/settings.ts'

const texts = settings.margin

interface Answer {
  kind: string
  fields?: MarginField[]
}

/** Says what a sale costs the shop and what must remain of it, in the shop's currency. */
export function Margin({ margin, currency }: { margin: MarginCosts; currency: string | undefined }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        {currency ? (
          <MarginForm margin={margin} currency={currency} />
        ) : (
          <Text as="p" tone="subdued">
            {texts.currencyUnknown}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}

function MarginForm({ margin, currency }: { margin: MarginCosts; currency: string }) {
  const fetcher = useFetcher<Answer>()
  const kept = writtenOf(margin, currency)
  const [written, setWritten] = useState(kept)
  const [sent, setSent] = useState<typeof kept>()
  const isSame = fields.every((field) => written[field] === kept[field])
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  // An error stays with what was sent, until the field is written anew.
  const isRefused = (field: MarginField) =>
    answer?.fields?.includes(field) && sent?.[field] === written[field]
  return (
    <fetcher.Form method="post" action="/app/settings?index" onSubmit={() => setSent(written)}>
      <input type="hidden" name="intent" value="margin" />
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {fields.map((field) => (
            <TextField
              key={field}
              label={texts[field].label}
              helpText={texts[field].help}
              name={field}
              autoComplete="off"
              inputMode="decimal"
              suffix={field === 'feePercent' ? '%' : currency}
              value={written[field]}
              onChange={(value) => setWritten({ ...written, [field]: value })}
              error={isRefused(field) ? refusalOf(field, currency) : undefined}
            />
          ))}
        </InlineGrid>
        <InlineStack gap="300" blockAlign="center">
          <Button submit loading={fetcher.state !== 'idle'} disabled={isSame}>
            {texts.save}
          </Button>
          <Text as="span" tone="success">
            <span role="status">{answer?.kind === 'saved' && isSame && texts.saved}</span>
          </Text>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  )
}

const fields = ['feePercent', 'feeFixed', 'shippingShare', 'floor'] as const

function writtenOf(margin: MarginCosts, currency: string): Record<MarginField, string> {
  const decimal = (minor: number) => toDecimal({ minor, currency })
  return {
    feePercent: String(margin.feePercent),
    feeFixed: decimal(margin.feeFixedMinor),
    shippingShare: decimal(margin.shippingShareMinor),
    floor: decimal(margin.floorMinor),
  }
}

function refusalOf(field: MarginField, currency: string): string {
  if (field === 'feePercent') return texts.feePercent.refused
  return texts.refused.replace('{example}', toDecimal({ minor: 250, currency }))
}
