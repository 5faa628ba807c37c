import { BlockStack, Text } from '@shopify/polaris'
import { QueryBuilder } from 'react-querybuilder'
import { conditionEditor as texts } from '../texts/conditions.ts'
import {
  AddGroup,
  AddTest,
  FieldSelect,
  JoinSelect,
  OperatorSelect,
  RemoveGroup,
  RemoveTest,
} from './controls.tsx'
import { offerFields, type Query } from './query.ts'
import { type ValueContext, ValueEditor } from './value.tsx'

const controls = {
  combinatorSelector: JoinSelect,
  fieldSelector: FieldSelect,
  operatorSelector: OperatorSelect,
  valueEditor: ValueEditor,
  addRuleAction: AddTest,
  addGroupAction: AddGroup,
  removeRuleAction: RemoveTest,
  removeGroupAction: RemoveGroup,
}
const combinators = ['all', 'any', 'none'].map((name) => ({ name, label: name }))

/** Groups of conditions, each of all, any or none. */
export function ConditionEditor({
  query,
  onChange,
  context,
  fields = offerFields,
}: {
  query: Query
  onChange: (query: Query) => void
  context: ValueContext
  /** What may be asked: what an offer can, unless said otherwise. */
  fields?: typeof offerFields
}) {
  return (
    <BlockStack gap="200">
      <div className="encore-conditions">
        <QueryBuilder
          fields={fields}
          combinators={combinators}
          query={query}
          onQueryChange={onChange}
          controlElements={controls}
          context={context}
          listsAsArrays
          resetOnFieldChange
          resetOnOperatorChange={false}
          enableMountQueryChange={false}
        />
      </div>
      <Text as="p" tone="subdued" variant="bodySm">
        {query.rules.length === 0 ? texts.empty : texts.unknown}
      </Text>
    </BlockStack>
  )
}
