import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { XIcon } from '@shopify/polaris-icons'
import { type ReactNode, useEffect, useRef } from 'react'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import { BeginPanel, ExitsPanel } from './begin-panel.tsx'
import { useEditing } from './editing.ts'
import { StepActions } from './step-actions.tsx'
import { StepPreview } from './step-preview.tsx'
import { stepUi } from './step-uis.ts'

const texts = journeyEditor.steps

/** What was pressed, open: its fields, and for a message or an offer what the shopper gets. */
export function OpenPanel(): ReactNode {
  const { chosen, definition, change, parts } = useEditing()
  if (!chosen) return null
  const edge = { definition, change, parts }
  switch (chosen.kind) {
    case 'begin':
      return (
        <PanelFrame key="begin" title={journeyEditor.begins.title}>
          <BeginPanel {...edge} />
        </PanelFrame>
      )
    case 'exits':
      return (
        <PanelFrame key="exits" title={journeyEditor.exits.title}>
          <ExitsPanel {...edge} />
        </PanelFrame>
      )
    case 'step': {
      const step = allSteps(definition.steps).find(({ id }) => id === chosen.id)
      return step ? <StepPanel key={step.id} step={step} /> : null
    }
    default:
      return chosen satisfies never
  }
}

function StepPanel({ step }: { step: Step }) {
  const { changeStep, parts } = useEditing()
  const { Panel } = stepUi(step.kind)
  return (
    <BlockStack gap="400">
      <PanelFrame title={journeySteps.names[step.kind]} actions={<StepActions step={step} />}>
        <Panel step={step} change={changeStep} parts={parts} />
      </PanelFrame>
      <StepPreview step={step} />
    </BlockStack>
  )
}

/** A panel, whose keyboard goes to the part that was pressed. */
function PanelFrame({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  const { choose, field, chosen, isWide } = useEditing()
  const frame = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: pressing the same part again brings the keyboard there again.
  useEffect(() => {
    const at = field ? frame.current?.querySelector(`[data-field="${CSS.escape(field)}"]`) : undefined
    at?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
  }, [field, chosen])
  const content = (
    <section ref={frame} aria-label={title} className="encore-panel">
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" wrap={false}>
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <InlineStack gap="0" wrap={false}>
            {actions}
            <Button
              icon={XIcon}
              variant="tertiary"
              accessibilityLabel={texts.close}
              onClick={() => choose(undefined)}
            />
          </InlineStack>
        </InlineStack>
        {children}
      </BlockStack>
    </section>
  )
  return isWide ? <Card>{content}</Card> : content
}
