import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { decisionsKeptDaysChoices, deliveriesKeptDaysChoices } from '../../domain/settings.ts'
import { settings } from '../texts/settings.ts'

const kept = {
  decisions: {
    name: 'decisionsKeptDays',
    choices: decisionsKeptDaysChoices,
    texts: settings.decisions,
  },
  deliveries: { name: 'deliveriesKeptDays', choices: deliveriesKeptDaysChoices, texts: settings.keep },
} as const

/** Chooses how long the reasons of offers, or raw deliveries, are kept. */
export function KeepDays({ what, days }: { what: keyof typeof kept; days: number }) {
  const { name, choices, texts } = kept[what]
  const fetcher = useFetcher<{ kind: string }>()
  const [chosen, setChosen] = useState(String(days))
  const answer = fetcher.state === 'idle' ? fetcher.data?.kind : undefined
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        <fetcher.Form method="post" action="/app/settings?index">
          <input type="hidden" name="intent" value="save" />
          <FormLayout>
            <Select
              label={texts.label}
              name={name}
              options={choices.map((choice) => ({
                label: texts.days(choice),
                value: String(choice),
              }))}
              value={chosen}
              onChange={setChosen}
              error={answer === 'refused' ? texts.refused : undefined}
            />
            <InlineStack gap="300" blockAlign="center">
              <Button submit loading={fetcher.state !== 'idle'} disabled={chosen === String(days)}>
                {texts.save}
              </Button>
              <Text as="span" tone="success">
                <span role="status">{answer === 'saved' && chosen === String(days) && texts.saved}</span>
              </Text>
            </InlineStack>
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  )
}
