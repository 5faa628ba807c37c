import type { Goods } from './ask-storefront.ts'
import type { Host } from './host.ts'

interface Offered {
  i18n: Host['i18n']
  goods: Goods
  /** How many customers bought both. */
  customers: number
  cartUrl: string
  onAccept(): void
  onDecline(): void
}

/**
 * One product with its picture, price and reason; to take it is as easy as not to. The cart opens in a tab of its own:
 * this page confirms an order, and nobody should lose it.
 */
export function OfferBlock({ i18n, goods, customers, cartUrl, onAccept, onDecline }: Offered) {
  const price = i18n.formatCurrency(goods.price.amount, { currency: goods.price.currency })
  const { title, withTitle, image } = goods
  return (
    <s-section heading={i18n.translate('heading', { product: withTitle })}>
      <s-stack gap="base">
        <s-grid gridTemplateColumns={image ? '80px 1fr' : '1fr'} gap="base" alignItems="center">
          {image && (
            <s-image src={image.url} alt={image.alt} aspectRatio="1" objectFit="cover" borderRadius="base" />
          )}
          <s-stack gap="small-300">
            <s-text type="strong">{title}</s-text>
            <s-text>{price}</s-text>
            <s-text color="subdued">{i18n.translate('reason', { count: customers })}</s-text>
          </s-stack>
        </s-grid>
        <s-grid gridTemplateColumns="repeat(auto-fit, minmax(140px, 1fr))" gap="small-200">
          <s-button
            variant="secondary"
            inlineSize="fill"
            href={cartUrl}
            target="_blank"
            accessibilityLabel={i18n.translate('addLabel', { price, product: title })}
            onClick={onAccept}
          >
            {i18n.translate('add', { price })}
          </s-button>
          <s-button variant="secondary" inlineSize="fill" onClick={onDecline}>
            {i18n.translate('decline')}
          </s-button>
        </s-grid>
        <s-details>
          <s-summary>{i18n.translate('why')}</s-summary>
          <s-stack gap="small-300" paddingBlockStart="small-300">
            <s-paragraph>
              {i18n.translate('evidence', { count: customers, product: title, with: withTitle })}
            </s-paragraph>
            <s-paragraph>{i18n.translate('leftOut')}</s-paragraph>
            <s-paragraph>{i18n.translate('newCart')}</s-paragraph>
          </s-stack>
        </s-details>
      </s-stack>
    </s-section>
  )
}

/** What is left after "no thanks": one line, read out to who cannot see it. */
export function Declined({ i18n }: Pick<Offered, 'i18n'>) {
  return (
    <s-stack accessibilityRole="status">
      <s-text color="subdued">{i18n.translate('declined')}</s-text>
    </s-stack>
  )
}

/** What a merchant sees in the checkout editor, where there is no order to go with. */
export function Preview({ i18n }: Pick<Offered, 'i18n'>) {
  return <s-text color="subdued">{i18n.translate('preview')}</s-text>
}
