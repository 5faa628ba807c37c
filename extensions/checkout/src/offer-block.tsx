import type { ShownOffer } from '../../../app/contract/offer.ts'
import type { Card } from '../../shared/card.ts'
import { fullTitle } from '../../shared/goods.ts'
import type { Host } from '../../shared/host.ts'
import { costOf } from '../../shared/price.ts'
import { ProductCard } from '../../shared/product-card.tsx'
import { evidence, headingOf, reasonLine } from '../../shared/reason-words.ts'
import type { Translate } from '../../shared/translate.ts'
import type { Checkout } from './host.ts'

/** All that is on the stage of the block. */
export interface Scene {
  page: Checkout
  offer: ShownOffer
  /** Names the checkout in this browser's memory. */
  purchase: string
  card: Card
  state: 'offered' | 'adding' | 'failed' | 'added' | 'declined'
}

export interface Answers {
  choose(variantId: string): void
  count(typed: string): void
  take(): Promise<void>
  decline(): void
}

/** What stands in the last line, which is there through all changes so that it is read out. */
const said = { offered: undefined, adding: undefined, failed: 'failed', added: 'added', declined: 'declined' }

/** The product while it is offered, and one quiet line about what became of it. */
export function OfferBlock({ scene, answers }: { scene: Scene; answers: Answers }) {
  const { page, card, state } = scene
  const isOver = state === 'added' || state === 'declined'
  const key = said[state]
  return (
    <s-query-container>
      {!isOver && <Offer scene={scene} answers={answers} />}
      <s-stack accessibilityRole="status" paddingBlockStart={key && !isOver ? 'small-200' : 'none'}>
        {key && (
          <s-text color={isOver ? 'subdued' : 'base'}>
            {page.i18n.translate(key, { product: fullTitle(card.goods.title, card.choice) })}
          </s-text>
        )}
      </s-stack>
    </s-query-container>
  )
}

/** One product, to take as easily as not to. */
function Offer({ scene, answers }: { scene: Scene; answers: Answers }) {
  const { page, card, offer, state } = scene
  const translate: Translate = (key, replacements) => page.i18n.translate(key, replacements)
  return (
    <s-section heading={headingOf(translate, offer.heading, [card.goods])}>
      <s-stack gap="small">
        <ProductCard
          i18n={page.i18n}
          card={card}
          of={1}
          reason={reasonLine(translate, card.goods)}
          onVariant={answers.choose}
          onQuantity={answers.count}
        >
          <s-grid gridTemplateColumns="repeat(auto-fit, minmax(140px, 1fr))" gap="small-200">
            <Add scene={scene} answers={answers} />
            <s-button
              variant="secondary"
              inlineSize="fill"
              disabled={state === 'adding'}
              onClick={answers.decline}
            >
              {translate('decline')}
            </s-button>
          </s-grid>
        </ProductCard>
        <s-details>
          <s-summary>{translate('why')}</s-summary>
          <s-stack gap="small-300" paddingBlockStart="small-300">
            <s-paragraph>{evidence(translate, card.goods)}</s-paragraph>
            <s-text color="subdued">{translate('leftOut')}</s-text>
          </s-stack>
        </s-details>
      </s-stack>
    </s-section>
  )
}

function Add({ scene: { page, card, state }, answers }: { scene: Scene; answers: Answers }) {
  const { now, currency } = costOf(card.choice.price, card.quantity, null)
  const price = page.i18n.formatCurrency(now, { currency })
  const product = fullTitle(card.goods.title, card.choice)
  return (
    <s-button
      variant="secondary"
      inlineSize="fill"
      loading={state === 'adding'}
      accessibilityLabel={page.i18n.translate('addLabel', { price, product })}
      onClick={() => void answers.take()}
    >
      {page.i18n.translate('add', { price })}
    </s-button>
  )
}

/** What a merchant sees in the checkout editor, where there is no cart to go with. */
export function Preview({ i18n }: Pick<Host, 'i18n'>) {
  return <s-text color="subdued">{i18n.translate('preview')}</s-text>
}
