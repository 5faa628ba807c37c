import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, Text } from '@shopify/polaris'
import {
  type JourneyTemplateId,
  journeyTemplateIds,
  journeyTemplates,
} from '../../../domain/journeys/templates.ts'
import { useReader } from '../../reader.tsx'
import { journeys } from '../../texts/journeys.ts'
import { journeyWords } from '../journey-words.ts'

const texts = journeys.gallery

/** Journeys that can be used as they are, each with what it does. */
export function TemplateGallery({ currency }: { currency: string }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p" tone="subdued">
            {texts.body}
          </Text>
        </BlockStack>
        <ul className="encore-proposals">
          {journeyTemplateIds.map((id) => (
            <Template key={id} id={id} currency={currency} />
          ))}
          <li>
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                {journeys.blank.name}
              </Text>
              <Text as="p">{journeys.blank.about}</Text>
              <UseTemplate id="blank" label={texts.use} name={journeys.blank.name} />
            </BlockStack>
          </li>
        </ul>
      </BlockStack>
    </Card>
  )
}

function Template({ id, currency }: { id: JourneyTemplateId; currency: string }) {
  const reader = useReader()
  const { name, about } = journeys.templates[id]
  return (
    <li>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <Text as="p">{about}</Text>
        <details className="encore-left-out">
          <summary>{texts.steps}</summary>
          <Text as="p" tone="subdued">
            <span suppressHydrationWarning>
              {journeyWords(journeyTemplates[id], { titles: {}, currency, reader })}
            </span>
          </Text>
        </details>
        <UseTemplate id={id} label={texts.use} name={name} />
      </BlockStack>
    </li>
  )
}

/** Makes a draft of a template and opens it. */
export function UseTemplate({
  id,
  label,
  name,
}: {
  id: JourneyTemplateId | 'blank'
  label: string
  name: string
}) {
  const { formData } = useNavigation()
  const isMaking = formData?.get('template') === id
  return (
    <Form method="post" action="/app/journeys?index">
      <input type="hidden" name="intent" value="create" />
      <input type="hidden" name="template" value={id} />
      <Button submit loading={isMaking} accessibilityLabel={label === name ? undefined : `${label}: ${name}`}>
        {label}
      </Button>
    </Form>
  )
}
