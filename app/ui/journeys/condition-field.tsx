import { BlockStack, Text } from '@shopify/polaris'
import type { Condition } from '../../domain/conditions/condition.ts'
import { ConditionEditor } from '../conditions/condition-editor.tsx'
import { conditionOf, queryFields, queryOf } from '../conditions/query.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import type { PanelParts } from './panel-parts.ts'
import { useWriting } from './use-writing.ts'

/** A condition, with the editor that rules have. One that is not complete is not taken over. */
export function ConditionField({
  label,
  value,
  onChange,
  parts: { shop, titles, found },
}: {
  label: string
  value: Condition
  onChange: (value: Condition) => void
  parts: PanelParts
}) {
  const { currency, countries, channels, currencies } = shop
  const [query, write, isWhole] = useWriting(
    value,
    {
      begin: (condition: Condition) => queryOf(condition, currency),
      finish: (written) => conditionOf(written, currency),
    },
    onChange,
  )
  const context = {
    currency,
    titles,
    countries,
    channels,
    currencies: currencies.map(({ code }) => code),
    saysProblems: true,
    onFound: found,
  }
  return (
    <BlockStack gap="200">
      <Text as="h4" variant="headingSm">
        {label}
      </Text>
      <ConditionEditor query={query} onChange={write} context={context} fields={queryFields} />
      {!isWhole && (
        <Text as="p" tone="critical">
          {journeyEditor.conditionUnfinished}
        </Text>
      )}
    </BlockStack>
  )
}
