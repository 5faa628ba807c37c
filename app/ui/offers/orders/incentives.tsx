import { Text } from '@shopify/polaris'
import type { KeptDecision, KeptIncentive } from '../../../domain/offers/kept-decision.ts'
import { Amount } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { orderDecision as texts } from '../../texts/order-browser.ts'

/** What became of the incentive of each offered product, and why one was refused. */
export function Incentives({
  kept: { incentives, considered },
  titles,
  currency,
}: {
  kept: KeptDecision
  titles: Record<string, string>
  currency: string
}) {
  const titleOf = ({ productId }: KeptIncentive) =>
    titles[productId] ?? considered.find((each) => each.productId === productId)?.title ?? texts.unnamed
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {texts.incentives}
      </Text>
      {incentives.length === 0 && (
        <Text as="p" tone="subdued">
          {texts.noIncentive}
        </Text>
      )}
      <ul className="encore-plain-list">
        {incentives.map((incentive) => (
          <li key={incentive.productId}>
            {titleOf(incentive)}: {texts.wanted[incentive.wanted] ?? incentive.wanted},{' '}
            <Became incentive={incentive} currency={currency} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Became({
  incentive: { kind, why, remainsMinor },
  currency,
}: {
  incentive: KeptIncentive
  currency: string
}) {
  if (kind === 'refused') return <>{why ? texts.refused[why] : texts.refusedUnread}</>
  if (remainsMinor === undefined) return <>{texts.given}</>
  const amount = <Amount money={{ minor: remainsMinor, currency }} />
  return (
    <>
      {texts.given}; <Sentence text={texts.remains} with={{ amount }} />
    </>
  )
}
