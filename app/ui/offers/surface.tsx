import { BlockStack, Box, InlineGrid, InlineStack, Text, Thumbnail } from '@shopify/polaris'
import { ImageIcon } from '@shopify/polaris-icons'
import type { Placement } from '../../contract/offer.ts'
import type { Previewed, PreviewedItem, ShownCurrency } from './previewed.ts'
import { headingWords, type ItemWords, itemWords } from './surface-item.ts'
import type { SurfaceTexts } from './surface-texts.ts'
import { translatorFor } from './translate.ts'

/** All that a drawn surface depends on. */
export interface Drawn {
  preview: Previewed
  placement: Placement
  language: string
  texts: SurfaceTexts
  currency: ShownCurrency
  shopCurrency: string
  width: 'phone' | 'desktop'
  /** Draws the gentler second offer of the page after payment. */
  isSecond: boolean
}

/** A picture of the surface: nothing in it can be pressed. */
export function Surface(drawn: Drawn) {
  const { preview, placement, isSecond } = drawn
  const items = isSecond && preview.second ? [preview.second] : preview.items
  const [first] = items
  if (!first) return null
  return (
    <div className={`encore-surface is-${drawn.width}`} lang={drawn.language}>
      {placement === 'post-purchase' ? (
        <PostPurchase item={first} {...drawn} />
      ) : (
        <Block items={items} {...drawn} />
      )}
    </div>
  )
}

type Translate = ReturnType<typeof translatorFor>

function Block({ items, ...drawn }: Drawn & { items: PreviewedItem[] }) {
  const translate = translatorFor(drawn.texts, drawn.language)
  const isRow = items.length > 1 && drawn.width === 'desktop'
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingMd">
        {headingWords(drawn.preview.heading, items, translate)}
      </Text>
      <InlineGrid columns={isRow ? items.length : 1} gap="300">
        {items.map((item) => (
          <BlockItem
            key={item.productId}
            item={item}
            isAlone={items.length === 1}
            translate={translate}
            {...drawn}
          />
        ))}
      </InlineGrid>
      {items.length > 1 && <Quiet label={translate('decline')} />}
      <Text as="p" variant="bodySm" tone="subdued">
        {translate('why')}
      </Text>
    </BlockStack>
  )
}

function BlockItem({
  item,
  isAlone,
  translate,
  ...drawn
}: Drawn & { item: PreviewedItem; isAlone: boolean; translate: Translate }) {
  const words = itemWords(item, translate, drawn)
  return (
    <BlockStack gap="200">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <div className="encore-surface-thumb">
          <Thumbnail source={item.imageUrl ?? ImageIcon} alt={item.imageAlt ?? ''} size="medium" />
        </div>
        <BlockStack gap="050">
          <Text as="h4" variant="headingSm">
            {words.title}
          </Text>
          <Terms {...words} />
        </BlockStack>
      </InlineStack>
      <InlineGrid columns={isAlone ? 2 : 1} gap="200">
        <Quiet label={translate('add', { price: words.now })} />
        {isAlone && <Quiet label={translate('decline')} />}
      </InlineGrid>
    </BlockStack>
  )
}

function PostPurchase({ item, ...drawn }: Drawn & { item: PreviewedItem }) {
  const translate = translatorFor(drawn.texts, drawn.language)
  const words = itemWords(item, translate, drawn)
  const second = drawn.isSecond ? 'Second' : ''
  return (
    <BlockStack gap="400">
      <Box padding="300" background="bg-surface-secondary" borderRadius="200">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm" alignment="center">
            {drawn.preview.heading ?? translate(`callout${second}`)}
          </Text>
          <Text as="p" alignment="center">
            {translate(`calloutText${second}`)}
          </Text>
        </BlockStack>
      </Box>
      <InlineGrid columns={drawn.width === 'desktop' ? 2 : 1} gap="400">
        <div className="encore-surface-picture">
          <Thumbnail source={item.imageUrl ?? ImageIcon} alt={item.imageAlt ?? ''} size="large" />
        </div>
        <BlockStack gap="200">
          <Text as="h4" variant="headingMd">
            {words.title}
          </Text>
          <Terms {...words} />
          <Quiet label={translate('acceptFor', { price: words.now })} />
          <Quiet label={translate('decline')} />
        </BlockStack>
      </InlineGrid>
    </BlockStack>
  )
}

/** What it costs, what comes with it, and why it is shown. */
function Terms({ now, was, extra, reason }: ItemWords) {
  return (
    <>
      <Price now={now} was={was} />
      {extra && <Text as="p">{extra}</Text>}
      <Text as="p" tone="subdued">
        {reason}
      </Text>
    </>
  )
}

function Price({ now, was }: { now: string; was: string | undefined }) {
  return (
    <InlineStack gap="200">
      {was && (
        <Text as="span" tone="subdued" textDecorationLine="line-through">
          {was}
        </Text>
      )}
      <Text as="span" fontWeight={was ? 'semibold' : undefined}>
        {now}
      </Text>
    </InlineStack>
  )
}

/** A button as the shopper sees it; here it is only drawn. */
function Quiet({ label }: { label: string }) {
  return <span className="encore-surface-button">{label}</span>
}
