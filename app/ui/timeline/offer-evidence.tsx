import { BlockStack, Text } from '@shopify/polaris'
import type { Considered } from '../../domain/offers/decide.ts'
import type { OfferEvidence } from '../../domain/timeline.ts'
import { Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { timeline } from '../texts/timeline.ts'

const texts = timeline.evidence.offer

/** Why an offer was made or not, and what else was considered. */
export function OfferEvidenceText({ offer }: { offer: OfferEvidence }) {
  return (
    <BlockStack gap="200">
      <Text as="p">
        <Why offer={offer} />
      </Text>
      {offer.considered.length > 0 && (
        <div>
          <Text as="h4" variant="headingXs">
            {texts.considered}
          </Text>
          <ul className="encore-plain-list">
            {offer.considered.map((candidate) => (
              <Candidate key={`${candidate.productId} ${candidate.drawnById}`} candidate={candidate} />
            ))}
          </ul>
        </div>
      )}
    </BlockStack>
  )
}

function Why({ offer: { placement, reason } }: { offer: OfferEvidence }) {
  const where = texts.placement[placement] ?? texts.elsewhere
  if (reason === undefined) return `${where}.`
  switch (reason.kind) {
    case 'bought-together':
      return (
        <>
          {where},{' '}
          <Sentence
            text={texts.because(reason.customers)}
            with={{ customers: <Count count={reason.customers} />, title: reason.withTitle }}
          />
        </>
      )
    case 'nothing':
      return `${where}. ${texts.silence[reason.why]}`
    default:
      return reason satisfies never
  }
}

function Candidate({ candidate: { title, customers, fate } }: { candidate: Considered }) {
  return (
    <li>
      {title ?? texts.unnamed}: <b>{texts.fate[fate]}</b>{' '}
      <Text as="span" tone="subdued">
        (<Sentence text={texts.together(customers)} with={{ count: <Count count={customers} /> }} />)
      </Text>
    </li>
  )
}
