import { BlockStack, Link, Text } from '@shopify/polaris'
import type { Considered } from '../../domain/offers/decide.ts'
import type { Evidence } from '../../domain/offers/reason.ts'
import type { OfferEvidence, OfferedItem } from '../../domain/timeline.ts'
import { ordersUrl } from '../addresses.ts'
import { Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { timeline } from '../texts/timeline.ts'

const texts = timeline.evidence.offer

/** Why an offer was made or not, and what else was considered. */
export function OfferEvidenceText({ offer }: { offer: OfferEvidence }) {
  return (
    <BlockStack gap="200">
      <Why offer={offer} />
      {offer.considered.length > 0 && (
        <div>
          <Text as="h4" variant="headingXs">
            {texts.considered}
          </Text>
          <ul className="encore-plain-list">
            {offer.considered.map((candidate) => (
              <Candidate key={`${candidate.productId} ${candidate.source}`} candidate={candidate} />
            ))}
          </ul>
        </div>
      )}
      {offer.orderName && (
        <p>
          <Link url={ordersUrl({ q: offer.orderName, open: 'yes' })}>{texts.whole}</Link>
        </p>
      )}
    </BlockStack>
  )
}

function Why({ offer: { placement, silence, items } }: { offer: OfferEvidence }) {
  const where = texts.placement[placement] ?? texts.elsewhere
  if (silence) return <Text as="p">{`${where}. ${texts.silence[silence.why]}`}</Text>
  const [only] = items
  if (!only?.reason || items.length > 1) {
    return (
      <>
        <Text as="p">{`${where}.`}</Text>
        <Reasons items={items} />
      </>
    )
  }
  return (
    <Text as="p">
      {where}, <ReasonText reason={only.reason} />
    </Text>
  )
}

function Reasons({ items }: { items: OfferedItem[] }) {
  if (items.every(({ reason }) => !reason)) return null
  return (
    <ul className="encore-plain-list">
      {items.map(({ title, reason }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of an offer keep their place.
        <li key={place}>
          {title ?? texts.unnamed}
          {reason && ', '}
          {reason && <ReasonText reason={reason} />}
        </li>
      ))}
    </ul>
  )
}

/** Why a product was offered, as the end of a sentence. */
export function ReasonText({ reason }: { reason: NonNullable<OfferedItem['reason']> }) {
  const isForAll = reason.kind === 'picked' && reason.withTitle === null
  const text = isForAll ? texts.pickedForAll : texts.why[reason.kind](customersOf(reason))
  const title = 'withTitle' in reason ? reason.withTitle : null
  return <Sentence text={text} with={{ ...figuresOf(reason), title }} />
}

function Candidate({ candidate: { title, evidence, fate } }: { candidate: Considered }) {
  return (
    <li>
      {title ?? texts.unnamed}: <b>{texts.fate[fate]}</b>{' '}
      <Text as="span" tone="subdued">
        (<Sentence text={texts.evidence[evidence.kind](customersOf(evidence))} with={figuresOf(evidence)} />)
      </Text>
    </li>
  )
}

type Counted = Pick<Evidence, 'kind'> & { customers?: number; times?: number; days?: number }

function customersOf({ customers }: Counted): number {
  return customers ?? 0
}

function figuresOf({ customers, times, days }: Counted) {
  return {
    customers: <Count count={customers ?? 0} />,
    times: <Count count={times ?? 0} />,
    days: <Count count={days ?? 0} />,
  }
}
