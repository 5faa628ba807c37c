import { BlockStack, Box, Card, Text } from '@shopify/polaris'
import { useState } from 'react'
import { offers } from '../texts/offers.ts'
import type { ListedRule } from './listed-rule.ts'
import { RuleRow } from './rule-row.tsx'
import { useRuleActions } from './use-rule-actions.ts'

/** The rules in the order in which they are tried; below them what happens when none fits. */
export function RuleList({
  rules,
  titles,
  currency,
}: {
  rules: ListedRule[]
  titles: Record<string, string>
  currency: string
}) {
  const { act, said, pending } = useRuleActions(rules)
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<number>()
  const drop = (place: number) => {
    const rule = rules.find(({ id }) => id === dragged)
    if (rule) act({ intent: 'move', rule, place })
    setDragged(undefined)
    setOver(undefined)
  }
  return (
    <Card padding="0">
      <Text as="span" visuallyHidden>
        <span role="status">{said}</span>
      </Text>
      <ol className="encore-rules" aria-label={offers.list}>
        {rules.map((rule, place) => (
          <li
            key={rule.id}
            data-over={over === place && dragged !== rule.id ? 'yes' : undefined}
            data-dragged={dragged === rule.id ? 'yes' : undefined}
            onDragOver={(event) => {
              if (!dragged) return
              event.preventDefault()
              setOver(place)
            }}
            onDrop={(event) => {
              event.preventDefault()
              drop(place)
            }}
          >
            <RuleRow
              rule={rule}
              place={place}
              all={rules.length}
              names={{ titles, currency }}
              isBusy={pending === rule.id}
              act={act}
              onDrag={setDragged}
            />
          </li>
        ))}
      </ol>
      <Box
        padding="400"
        borderBlockStartWidth={rules.length > 0 ? '025' : undefined}
        borderColor="border-secondary"
      >
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {offers.otherwiseHeading}
          </Text>
          <Text as="p" tone="subdued">
            {offers.otherwise}
          </Text>
        </BlockStack>
      </Box>
      {rules.length > 0 && (
        <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
          <Text as="p" tone="subdued" variant="bodySm">
            {offers.results.meaning}
          </Text>
        </Box>
      )}
    </Card>
  )
}
