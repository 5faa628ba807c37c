import { Banner, Text } from '@shopify/polaris'
import type { DeliveryHealth } from '../../domain/deliveries.ts'
import type { CountUpTo } from '../../domain/home.ts'
import { Ago, Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { deliveries } from '../texts/deliveries.ts'

const texts = deliveries.health

/** How the deliveries stand, in one line of words. */
export function Health({ health, now }: { health: DeliveryHealth; now: Date }) {
  const { aside, waiting, oldestWaitingAt, lastReceivedAt } = health
  if (aside.count > 0) {
    return (
      <Banner tone="critical">
        <Text as="p">
          <Sentence text={texts.aside(aside.count)} with={{ count: <UpTo count={aside} /> }} />
        </Text>
      </Banner>
    )
  }
  if (waiting.count > 0 && oldestWaitingAt) {
    const parts = { count: <UpTo count={waiting} />, ago: <Ago at={oldestWaitingAt} now={now} /> }
    return (
      <Banner tone="info">
        <Text as="p">
          <Sentence text={texts.waiting(waiting.count)} with={parts} />
        </Text>
      </Banner>
    )
  }
  return (
    <Banner tone={lastReceivedAt ? 'success' : 'info'}>
      <Text as="p">
        {lastReceivedAt ? (
          <Sentence text={texts.allWorked} with={{ ago: <Ago at={lastReceivedAt} now={now} /> }} />
        ) : (
          texts.none
        )}
      </Text>
    </Banner>
  )
}

function UpTo({ count: { count, isMore } }: { count: CountUpTo }) {
  return (
    <>
      {isMore && `${texts.moreThan} `}
      <Count count={count} />
    </>
  )
}
