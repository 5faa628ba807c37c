import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { useFields } from './use-fields.ts'

/** A card of settings that are saved together. */
export function SettingsForm<Field extends string>({
  intent,
  texts,
  fields,
  children,
}: {
  intent: string
  texts: { heading: string; body: string; save: string; saved: string }
  fields: ReturnType<typeof useFields<Field>>
  children: ReactNode
}) {
  const { Form, noteSent, isSaving, isSame, isSaved } = fields
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <Text as="p">{texts.body}</Text>
        <Form method="post" action="/app/settings?index" onSubmit={noteSent}>
          <input type="hidden" name="intent" value={intent} />
          <BlockStack gap="400">
            {children}
            <InlineStack gap="300" blockAlign="center">
              <Button submit loading={isSaving} disabled={isSame}>
                {texts.save}
              </Button>
              <Text as="span" tone="success">
                <span role="status">{isSaved && texts.saved}</span>
              </Text>
            </InlineStack>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  )
}
