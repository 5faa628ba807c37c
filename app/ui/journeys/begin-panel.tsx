import { BlockStack, Checkbox, Select, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { Condition } from '../../domain/conditions/condition.ts'
import type { Exits, JourneyDefinition, Reentry } from '../../domain/journeys/journey.ts'
import { triggerKinds } from '../../domain/journeys/triggers.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeyTriggers } from '../texts/journeys-triggers.ts'
import { ConditionField } from './condition-field.tsx'
import { Field, WholeField } from './fields.tsx'
import type { PanelParts } from './panel-parts.ts'
import { triggerUi } from './trigger-uis.ts'

interface Props {
  definition: JourneyDefinition
  change: (patch: Partial<JourneyDefinition>) => void
  parts: PanelParts
}

/** What begins a journey, for whom, and how often. */
export function BeginPanel({ definition, change, parts }: Props) {
  const { trigger, entry, reentry } = definition
  const { Panel } = triggerUi(trigger.kind)
  const texts = journeyEditor.begins
  const choose = (chosen: string) => {
    const kind = triggerKinds.find((each) => each === chosen)
    if (kind && kind !== trigger.kind) change({ trigger: triggerUi(kind).blank() })
  }
  return (
    <BlockStack gap="400">
      <Field name="trigger">
        <Select
          label={texts.trigger}
          helpText={journeyTriggers.about[trigger.kind]}
          options={triggerKinds.map((value) => ({ value, label: journeyTriggers.names[value] }))}
          value={trigger.kind}
          onChange={choose}
        />
      </Field>
      {Panel && (
        <Panel
          key={trigger.kind}
          trigger={trigger}
          change={(next) => change({ trigger: next })}
          parts={parts}
        />
      )}
      <Field name="entry">
        <ConditionField
          label={texts.entry}
          value={entry}
          onChange={(next) => change({ entry: next })}
          parts={parts}
        />
      </Field>
      <ReentryFields value={reentry} onChange={(next) => change({ reentry: next })} />
    </BlockStack>
  )
}

const reentryKinds = ['never', 'after', 'always'] as const
const reentryDaysBegun = 90

function ReentryFields({
  value,
  onChange,
}: {
  value: Reentry
  onChange: (reentry: Reentry) => void
}): ReactNode {
  const texts = journeyEditor.begins.reentry
  const choose = (chosen: string) => {
    if (chosen === 'after') onChange({ kind: 'after', days: reentryDaysBegun })
    else onChange({ kind: chosen === 'always' ? 'always' : 'never' })
  }
  return (
    <Field name="reentry">
      <BlockStack gap="400">
        <Select
          label={texts.label}
          helpText={texts.help}
          options={reentryKinds.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
          value={value.kind}
          onChange={choose}
        />
        {value.kind === 'after' && (
          <WholeField
            label={texts.days}
            value={value.days}
            min={1}
            max={1_000}
            problem={texts.problem}
            onChange={(days) => onChange({ kind: 'after', days })}
          />
        )}
      </BlockStack>
    </Field>
  )
}

const secondOrder: Condition = {
  kind: 'group',
  join: 'all',
  of: [{ kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 2 } }],
}

/** What ends a walk early. */
export function ExitsPanel({ definition: { exits }, change, parts }: Props) {
  const texts = journeyEditor.exits
  const set = (patch: Partial<Exits>) => {
    const { goal, ...others } = { ...exits, ...patch }
    change({ exits: goal ? { ...others, goal } : others })
  }
  return (
    <Field name="exits">
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Checkbox
            label={texts.onOrderLabel}
            checked={exits.onOrder}
            onChange={(onOrder) => set({ onOrder })}
          />
          <Checkbox
            label={texts.onRefundLabel}
            checked={exits.onRefund}
            onChange={(onRefund) => set({ onRefund })}
          />
          <Checkbox
            label={texts.hasGoal}
            checked={exits.goal !== undefined}
            onChange={(hasGoal) => set({ goal: hasGoal ? secondOrder : undefined })}
          />
        </BlockStack>
        {exits.goal && (
          <ConditionField
            label={texts.goalLabel}
            value={exits.goal}
            onChange={(goal) => set({ goal })}
            parts={parts}
          />
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.always}
        </Text>
      </BlockStack>
    </Field>
  )
}
