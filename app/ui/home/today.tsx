import { BlockStack, Card, Link, Text } from '@shopify/polaris'
import { placements } from '../../contract/offer.ts'
import { type DeliveriesToday, type FeedEntry, feedMax } from '../../domain/home.ts'
import { customerUrl } from '../addresses.ts'
import { Amount, Count, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { home } from '../texts/home.ts'

const texts = home.today

/** What happened today, newest first. */
export function Today({ feed, deliveries }: { feed: FeedEntry[]; deliveries: DeliveriesToday }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <DeliveryLine deliveries={deliveries} />
        </BlockStack>
        {feed.length === 0 ? <Text as="p">{texts.empty}</Text> : <Feed feed={feed} />}
        {feed.length >= feedMax && (
          <Text as="p" tone="subdued" variant="bodySm">
            <Sentence text={texts.more} with={{ count: <Count count={feed.length} /> }} />
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}

function DeliveryLine({ deliveries: { worked, waiting, aside } }: { deliveries: DeliveriesToday }) {
  const isNone = worked.count + waiting.count + aside.count === 0
  const counts = {
    worked: <Count count={worked.count} />,
    waiting: <Count count={waiting.count} />,
    aside: <Count count={aside.count} />,
  }
  return (
    <Text as="p" tone="subdued">
      {isNone ? texts.deliveries.none : <Sentence text={texts.deliveries.some} with={counts} />}
    </Text>
  )
}

function Feed({ feed }: { feed: FeedEntry[] }) {
  return (
    <ul className="encore-feed">
      {feed.map((entry, place) => (
        // Lines are kept by place: a new entry changes what the lines say and moves none of them.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <li key={place}>
          <span className="encore-feed-time">
            <When at={entry.at} style="time" />
          </span>
          <span className="encore-feed-text">
            <EntryText entry={entry} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function EntryText({ entry }: { entry: FeedEntry }) {
  return (
    <Sentence
      text={texts.entry[entry.kind]}
      with={{
        who: <Who entry={entry} at="inside" />,
        Who: <Who entry={entry} at="first" />,
        order: entry.orderName ?? texts.noOrder,
        where: <Where entry={entry} />,
        amount: entry.amount && <Amount money={entry.amount} />,
        Title: entry.title ?? texts.product.first,
        title: entry.title ?? texts.product.inside,
      }}
    />
  )
}

/** On which page an offer stood, and of which order, as far as it is known. */
function Where({ entry: { placement, orderName } }: { entry: FeedEntry }) {
  const known = placements.find((each) => each === placement)
  const words = known ? texts.where[known] : texts.elsewhere
  return orderName === undefined ? words.alone : <Sentence text={words.of} with={{ order: orderName }} />
}

function Who({ entry: { customer }, at }: { entry: FeedEntry; at: 'first' | 'inside' }) {
  if (!customer) return texts.guest[at]
  return <Link url={customerUrl(customer.id)}>{customer.name ?? texts.noName[at]}</Link>
}
