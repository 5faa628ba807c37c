import { useFetcher } from '@remix-run/react'
import { Button, InlineStack, Text } from '@shopify/polaris'
import type { DeliveryLine } from '../../domain/deliveries.ts'
import { Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { deliveries as texts } from '../texts/deliveries.ts'
import { topicName } from './topic-name.ts'

const address = '/app/deliveries?index'

/** All retries of the page share one request, so that what came of the last one can be said in one place. */
function useRetry() {
  return useFetcher<{ retried: number }>({ key: 'retry' })
}

/** Puts one delivery back in line. */
export function Retry({ line: { id, topic } }: { line: DeliveryLine }) {
  const fetcher = useRetry()
  return (
    <fetcher.Form method="post" action={address}>
      <input type="hidden" name="id" value={id} />
      <Button
        submit
        size="slim"
        loading={fetcher.formData?.get('id') === id}
        accessibilityLabel={texts.retryOf(topicName(topic))}
      >
        {texts.retry}
      </Button>
    </fetcher.Form>
  )
}

/** Puts all back in line that were set aside. */
export function RetryAll() {
  const fetcher = useRetry()
  return (
    <fetcher.Form method="post" action={address}>
      <input type="hidden" name="all" value="yes" />
      <Button submit variant="primary" loading={fetcher.formData?.get('all') === 'yes'}>
        {texts.retryAll}
      </Button>
    </fetcher.Form>
  )
}

/** What came of the last retry. */
export function Retried() {
  const count = useRetry().data?.retried
  return (
    <InlineStack>
      <span role="status">
        {count !== undefined && (
          <Text as="span" tone="subdued">
            <Sentence text={texts.retried(count)} with={{ count: <Count count={count} /> }} />
          </Text>
        )}
      </span>
    </InlineStack>
  )
}
