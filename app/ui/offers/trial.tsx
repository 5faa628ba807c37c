import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, Card, Link, Text } from '@shopify/polaris'
import type { Condition } from '../../domain/conditions/condition.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { customerUrl } from '../addresses.ts'
import { formatCount } from '../format.ts'
import { useReader, When } from '../reader.tsx'
import { offerEditor } from '../texts/offer-editor.ts'

const texts = offerEditor.trial

interface Answer {
  orders: number
  fitting: number
  unknown: number
  examples: {
    id: string
    name: string
    at: Date
    customer: { id: ShopifyId<'Customer'>; name: string } | undefined
    titles: string[]
  }[]
}

/** Tries a condition on the shop's last orders. What was found goes when the condition changes. */
export function Trial({ when }: { when: Condition | undefined }) {
  const fetcher = useFetcher<Answer>()
  const written = when && JSON.stringify(when)
  const isSame = fetcher.formData === undefined || fetcher.formData.get('when') === written
  const ask = () => fetcher.submit({ when: written ?? '' }, { method: 'post', action: '/app/offers/trial' })
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <div>
          <Button onClick={ask} disabled={!when} loading={fetcher.state !== 'idle'}>
            {texts.action}
          </Button>
        </div>
        <div role="status">{fetcher.data && isSame && <Found answer={fetcher.data} />}</div>
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.meaning}
        </Text>
      </BlockStack>
    </Card>
  )
}

function Found({ answer: { orders, fitting, unknown, examples } }: { answer: Answer }) {
  const reader = useReader()
  if (orders === 0) return <Text as="p">{texts.none}</Text>
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        <span suppressHydrationWarning>
          {texts.result(formatCount(fitting, reader), formatCount(orders, reader))}
        </span>
      </Text>
      {unknown > 0 && <Text as="p">{texts.unknown(formatCount(unknown, reader))}</Text>}
      {examples.length > 0 && (
        <ul className="encore-plain-list" aria-label={texts.examples}>
          {examples.map((each) => (
            <Example key={each.id} example={each} />
          ))}
        </ul>
      )}
    </BlockStack>
  )
}

const titlesMax = 3

function Example({ example: { name, at, customer, titles } }: { example: Answer['examples'][number] }) {
  const more = titles.length - titlesMax
  return (
    <li>
      {customer ? (
        <Link url={customerUrl(customer.id)}>{texts.order(name, customer.name || texts.nameless)}</Link>
      ) : (
        texts.order(name, texts.guest)
      )}
      {', '}
      <When at={at} style="day" />
      {': '}
      {titles.slice(0, titlesMax).join(', ')}
      {more > 0 && texts.more(more)}
    </li>
  )
}
