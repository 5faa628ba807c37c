import { useFetcher } from '@remix-run/react'
import { Badge, BlockStack, Button, InlineStack, Spinner, Text, Thumbnail } from '@shopify/polaris'
import { ImageIcon } from '@shopify/polaris-icons'
import { useEffect } from 'react'
import { type TieWord, ties } from '../../../domain/offers/tie.ts'
import { digitsOf } from '../../../domain/shopify-id.ts'
import { togetherUrl } from '../../addresses.ts'
import { Count, When } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { together as texts } from '../../texts/together.ts'
import type { ShownAround } from './shown-around.ts'

const tones = { pinned: 'success', banned: 'critical', alternative: 'attention' } as const

interface Saying {
  say: (id: ShownAround['id'], tie: TieWord | undefined) => void
  isBusy: (id: ShownAround['id']) => boolean
}

/** The same as the map, as a list: each opens to its evidence and to what the merchant can say of it. */
export function TogetherList({
  product,
  around,
  chosenId,
  onChoose,
  saying,
}: {
  product: { id: ShownAround['id']; title: string }
  around: ShownAround[]
  chosenId: string | undefined
  onChoose: (id: ShownAround['id'] | undefined) => void
  saying: Saying
}) {
  return (
    <ul className="encore-plain-list" aria-label={texts.list(product.title)}>
      {around.map((each) => {
        const isOpen = each.id === chosenId
        return (
          <li key={each.id} className="encore-together">
            <Headline each={each} isOpen={isOpen} onPress={() => onChoose(isOpen ? undefined : each.id)} />
            {isOpen && <Opened product={product} each={each} saying={saying} />}
          </li>
        )
      })}
    </ul>
  )
}

function Headline({
  each: { title, imageUrl, customers, tie },
  isOpen,
  onPress,
}: {
  each: ShownAround
  isOpen: boolean
  onPress: () => void
}) {
  return (
    <button type="button" className="encore-together-press" aria-expanded={isOpen} onClick={onPress}>
      <Thumbnail source={imageUrl ?? ImageIcon} alt="" size="extraSmall" />
      <span className="encore-together-text">
        <b>{title}</b>
        <Text as="span" tone="subdued">
          <Sentence text={texts.customers(customers)} with={{ count: <Count count={customers} /> }} />
        </Text>
      </span>
      {tie && <Badge tone={tones[tie]}>{texts.tie[tie]}</Badge>}
    </button>
  )
}

function Opened({
  product,
  each,
  saying: { say, isBusy },
}: {
  product: { id: ShownAround['id']; title: string }
  each: ShownAround
  saying: Saying
}) {
  const { id, title, customers, tie } = each
  return (
    <div className="encore-together-open">
      <BlockStack gap="200">
        <Text as="p">
          <Sentence text={texts.evidence(customers)} with={{ count: <Count count={customers} /> }} />
        </Text>
        {customers > 0 && <LastOrders product={product} each={each} />}
        {tie && <Text as="p">{texts.meaning[tie](title, product.title)}</Text>}
        <InlineStack gap="200">
          {ties
            .filter((word) => word !== tie)
            .map((word) => (
              <Button
                key={word}
                size="slim"
                disabled={isBusy(id)}
                onClick={() => say(id, word)}
                accessibilityLabel={texts.sayOf(texts.say[word], title)}
              >
                {texts.say[word]}
              </Button>
            ))}
          {tie && (
            <Button
              size="slim"
              disabled={isBusy(id)}
              onClick={() => say(id, undefined)}
              accessibilityLabel={texts.sayOf(texts.undo, title)}
            >
              {texts.undo}
            </Button>
          )}
          <Button
            size="slim"
            variant="plain"
            url={togetherUrl(id)}
            accessibilityLabel={texts.sayOf(texts.toMiddle, title)}
          >
            {texts.toMiddle}
          </Button>
        </InlineStack>
      </BlockStack>
    </div>
  )
}

/** The latest orders with both, read when somebody wants to know. */
function LastOrders({ product, each }: { product: { id: ShownAround['id'] }; each: ShownAround }) {
  const { load, data } = useFetcher<{ orders: { name: string; at: Date }[] }>()
  const search = new URLSearchParams({ product: digitsOf(product.id), other: digitsOf(each.id) }).toString()
  useEffect(() => load(`/app/offers/together/evidence?${search}`), [load, search])
  if (!data) return <Spinner accessibilityLabel={texts.readingOrders} size="small" />
  if (data.orders.length === 0) return null
  return (
    <Text as="p" tone="subdued">
      {texts.orders}{' '}
      {data.orders.map(({ name, at }, place) => (
        <span key={name}>
          {place > 0 && ', '}
          {name} (<When at={at} style="day" />)
        </span>
      ))}
    </Text>
  )
}
