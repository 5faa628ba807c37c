import { Text } from '@shopify/polaris'
import { useReader } from '../../reader.tsx'
import { orderDecision as texts } from '../../texts/order-browser.ts'
import { ReasonText } from '../../timeline/offer-evidence.tsx'
import { incentiveWords } from '../rule-words.ts'
import type { ShownItem } from './decided-order.ts'

/** What was offered, each product with why, what was taken off, and what the shopper said. */
export function DecidedItems({ items }: { items: ShownItem[] }) {
  if (items.length === 0) return null
  return (
    <ul className="encore-plain-list">
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of an offer keep their place.
        <li key={place}>
          <Item item={item} />
        </li>
      ))}
    </ul>
  )
}

function Item({ item: { title, status, reason, incentive, isBought } }: { item: ShownItem }) {
  const reader = useReader()
  const off = incentive && incentiveWords(incentive, { titles: {}, currency: '', reader })
  const became = isBought ? texts.bought : texts.status[status]
  return (
    <>
      <b>{title ?? texts.unnamed}</b>
      {off && `, ${off}`}
      {became && `, ${became}`}
      {reason && (
        <Text as="span" tone="subdued">
          {', '}
          <ReasonText reason={reason} />
        </Text>
      )}
    </>
  )
}
