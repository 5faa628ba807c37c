import { cartPermalink } from '../../../app/contract/offer.ts'
import { type Card, idOf } from '../../shared/card.ts'
import { fullTitle } from '../../shared/goods.ts'
import type { Host } from '../../shared/host.ts'
import { costOf, isInPrice, wholeUnits } from '../../shared/price.ts'
import { ProductCard, rowFrom } from '../../shared/product-card.tsx'
import { headingOf, reasonLine } from '../../shared/reason-words.ts'
import type { Answers } from './answers.ts'
import { type Scene, translatorOf } from './scene.ts'
import { Why } from './why.tsx'

/** Everything a block shows; the last line stands through all changes, so that it is read out when it says something. */
export function OfferBlock({ scene, answers }: { scene: Scene; answers: Answers }) {
  return (
    <s-query-container>
      {scene.cards.length > 0 && <Offer scene={scene} answers={answers} />}
      <s-stack
        accessibilityRole="status"
        paddingBlockStart={scene.said && scene.cards.length > 0 ? 'small' : 'none'}
      >
        {scene.said && <s-text color="subdued">{scene.said}</s-text>}
      </s-stack>
    </s-query-container>
  )
}

/** Up to three products, to take as easily as not to. */
function Offer({ scene, answers }: { scene: Scene; answers: Answers }) {
  const { cards, offer } = scene
  const translate = translatorOf(scene)
  const heading = headingOf(
    translate,
    offer.heading,
    cards.map(({ goods }) => goods),
  )
  const isRow = cards.length > 1
  const decline = (
    <s-button variant="secondary" inlineSize="fill" onClick={answers.decline}>
      {translate('decline')}
    </s-button>
  )
  return (
    <s-section heading={heading}>
      <s-stack gap="base">
        <s-grid
          accessibilityRole={isRow ? 'unordered-list' : 'generic'}
          gridTemplateColumns={isRow ? `${rowFrom} ${cards.map(() => '1fr').join(' ')}, 1fr` : '1fr'}
          rowGap="large"
          columnGap="base"
        >
          {cards.map((card) => (
            <ProductCard
              key={idOf(card)}
              i18n={scene.host.i18n}
              card={card}
              of={cards.length}
              reason={reasonLine(translate, card.goods)}
              extra={extraOf(scene, card)}
              onVariant={(variantId) => answers.choose(card, variantId)}
              onQuantity={(typed) => answers.count(card, typed)}
            >
              {isRow ? (
                <Add scene={scene} card={card} answers={answers} />
              ) : (
                <s-grid gridTemplateColumns="repeat(auto-fit, minmax(140px, 1fr))" gap="small-200">
                  <Add scene={scene} card={card} answers={answers} />
                  {decline}
                </s-grid>
              )}
            </ProductCard>
          ))}
        </s-grid>
        {isRow && decline}
        <Why scene={scene} answers={answers} />
      </s-stack>
    </s-section>
  )
}

/** The cart opens in a tab of its own: this page confirms an order, and nobody should lose it. */
function Add({ scene, card, answers }: { scene: Scene; card: Card; answers: Answers }) {
  const { host, offer } = scene
  const { goods, choice, quantity } = card
  const { code, incentive } = goods.item
  const { now, currency } = costOf(choice.price, quantity, incentive)
  const translate = translatorOf(scene)
  const price = host.i18n.formatCurrency(now, { currency })
  // The page knows the address of its storefront better than the app does.
  const storefront = host.shop.storefrontUrl ?? offer.storefront
  const giftVariantId = incentive?.kind === 'gift' ? incentive.variantId : undefined
  return (
    <s-button
      variant="secondary"
      inlineSize="fill"
      href={cartPermalink(storefront, { variantId: choice.id, quantity, code, giftVariantId })}
      target="_blank"
      accessibilityLabel={translate('addLabel', { price, product: fullTitle(goods.title, choice) })}
      onClick={() => answers.take(card)}
    >
      {translate('add', { price })}
    </s-button>
  )
}

/** What the price cannot show, in words: an amount in another currency, free shipping, a gift. */
function extraOf(scene: Scene, { goods, choice }: Card): string | undefined {
  const { incentive } = goods.item
  const translate = translatorOf(scene)
  if (!incentive || isInPrice(incentive, choice.price.currency)) return undefined
  switch (incentive.kind) {
    case 'free-shipping':
      return translate('freeShipping')
    case 'gift':
      return translate('gift', { gift: goods.giftTitle ?? incentive.title })
    case 'amount': {
      const { minor, currency } = incentive
      const amount = scene.host.i18n.formatCurrency(wholeUnits(minor, currency), { currency })
      return translate('amountOff', { amount })
    }
    case 'percentage':
      return undefined
    default:
      return incentive satisfies never
  }
}

/** What a merchant sees in the checkout editor, where there is no order to go with. */
export function Preview({ i18n }: Pick<Host, 'i18n'>) {
  return <s-text color="subdued">{i18n.translate('preview')}</s-text>
}
