import { remindDaysChoices } from '../../../app/contract/offer.ts'
import { type Card, idOf } from '../../shared/card.ts'
import { evidence } from '../../shared/reason-words.ts'
import { type Answers, giftOf } from './answers.ts'
import { type Scene, translatorOf } from './scene.ts'

const weekDays = 7

/** Opens in place: what led here, what is left out, and everything else that can be said to it. */
export function Why({ scene, answers }: { scene: Scene; answers: Answers }) {
  const translate = translatorOf(scene)
  return (
    <s-details>
      <s-summary>{translate('why')}</s-summary>
      <s-stack gap="base" paddingBlockStart="small-300">
        {scene.cards.map((card) => (
          <WhyThis key={idOf(card)} scene={scene} card={card} answers={answers} />
        ))}
        <s-stack gap="small-300">
          <s-text color="subdued">{translate('leftOut')}</s-text>
          <s-text color="subdued">{translate('newCart')}</s-text>
        </s-stack>
        <s-link onClick={answers.turnOff}>{translate('turnOff')}</s-link>
      </s-stack>
    </s-details>
  )
}

function WhyThis({ scene, card, answers }: { scene: Scene; card: Card; answers: Answers }) {
  const translate = translatorOf(scene)
  const product = card.goods.title
  const gift = giftOf(card)
  return (
    <s-stack gap="small-200">
      <s-paragraph>{evidence(translate, card.goods)}</s-paragraph>
      <s-stack direction="inline" rowGap="small" columnGap="base">
        <s-link
          ref={(link) => {
            if (link) scene.beginnings.set(idOf(card), link)
          }}
          accessibilityLabel={translate('dislikeLabel', { product })}
          onClick={() => answers.dislike(card)}
        >
          {translate('dislike')}
        </s-link>
        {gift && (
          <s-link onClick={() => answers.wasGift(card)}>{translate('wasGift', { with: gift })}</s-link>
        )}
      </s-stack>
      <s-stack direction="inline" rowGap="small" columnGap="small-100" alignItems="center">
        <s-text>{translate('remind')}</s-text>
        {remindDaysChoices.map((days) => {
          const count = days / weekDays
          return (
            <s-link
              key={days}
              accessibilityLabel={translate('remindLabel', { count, product })}
              onClick={() => answers.remind(card, days)}
            >
              {translate('weeks', { count })}
            </s-link>
          )
        })}
      </s-stack>
    </s-stack>
  )
}
