import { BlockStack, Card, Text } from '@shopify/polaris'
import { developers } from '../texts/developers.ts'
import { apiUrl, curlExample } from './api-example.ts'
import { CopiedField } from './copied-field.tsx'

const texts = developers.call

/** Where the HTTP interface answers, what it can be asked, and a first call to copy. */
export function HowToCall({ appUrl }: { appUrl: string }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <CopiedField label={texts.address} value={apiUrl(appUrl)} />
        <CopiedField label={texts.example} value={curlExample(appUrl)} lines={2} />
        <Text as="p">{texts.requests}</Text>
        <ul className="encore-verdicts">
          {texts.answers.map(({ request, does }) => (
            <li key={request}>
              <code>{request}</code> {does}
            </li>
          ))}
        </ul>
        <Text as="p" tone="subdued">
          {texts.more}
        </Text>
      </BlockStack>
    </Card>
  )
}
