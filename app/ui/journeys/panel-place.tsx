import { BlockStack, Card, Text } from '@shopify/polaris'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { OpenPanel } from './panel.tsx'

/** Beside the steps: what was pressed, or that something may be. */
export function PanelPlace() {
  const { chosen } = useEditing()
  if (chosen)
    return (
      <div>
        <OpenPanel />
      </div>
    )
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p">{journeyEditor.steps.none}</Text>
        <Text as="p" tone="subdued">
          {journeyEditor.steps.noneHint}
        </Text>
      </BlockStack>
    </Card>
  )
}
