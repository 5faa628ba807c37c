import { BlockStack, Text } from '@shopify/polaris'
import type { TermsChange } from '../../domain/messages/terms-change.ts'
import type { OrderEvidence, TimelineEntry, TimelineLine, ToldStep } from '../../domain/timeline.ts'
import { Consent } from '../consent.tsx'
import { Amount, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { timeline } from '../texts/timeline.ts'
import { endWords, journeyNameOf, leftOutWords, reasonWords, sentWords } from '../texts/timeline-journeys.ts'
import { intentWords, termsWords } from '../texts/timeline-said.ts'
import { OfferEvidenceText } from './offer-evidence.tsx'

const texts = timeline.evidence

/** What an entry rests on. */
export function Evidence({ entry }: { entry: TimelineEntry }) {
  return (
    <BlockStack gap="200">
      <EvidenceOf entry={entry} />
      <Text as="p" tone="subdued" variant="bodySm">
        <When at={entry.at} style="moment" />
      </Text>
    </BlockStack>
  )
}

function EvidenceOf({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'customer-joined':
      return <Text as="p">{texts.joined}</Text>
    case 'consent-changed':
      return (
        <p>
          <Consent emailConsent={entry.email} smsConsent={entry.sms} />
        </p>
      )
    case 'order-placed':
      return <Order evidence={entry.evidence} />
    case 'order-cancelled':
      return <Text as="p">{texts.cancelReason[entry.reason ?? ''] ?? texts.cancelReason.other}</Text>
    case 'order-refunded':
      return entry.lines.length > 0 ? (
        <Lines lines={entry.lines} />
      ) : (
        <Text as="p">{texts.refundWithoutLines}</Text>
      )
    case 'order-shipped':
      return (
        <Text as="p">
          {texts.carrier(entry.company)} {texts.shipment[entry.outcome]}
        </Text>
      )
    case 'order-delivered':
      return <Text as="p">{texts.delivered}</Text>
    case 'offer-decided':
    case 'offer-held':
    case 'offer-shown':
    case 'offer-accepted':
    case 'offer-declined':
    case 'offer-disliked':
    case 'offer-postponed':
    case 'offer-bought':
      return <OfferEvidenceText offer={entry.offer} />
    case 'step-passed':
      return <Text as="p">{whyLeftOut(entry.passed) ?? journeyNameOf(entry)}</Text>
    case 'journey-entered':
      return <Text as="p">{journeyNameOf(entry)}</Text>
    case 'journey-ended':
      return <Text as="p">{endWords[entry.why]}</Text>
    case 'touch-held':
      return (
        <Text as="p">
          {reasonWords(entry.why)} <When at={entry.until} style="moment" />
        </Text>
      )
    case 'touch-sent':
      return <Text as="p">{sentWords(entry.touch)}</Text>
    case 'touch-dropped':
      return <Text as="p">{reasonWords(entry.why)}</Text>
    case 'intent-said':
      return (
        <Text as="p">
          {intentWords[entry.said].changed} {entry.until && <When at={entry.until} style="day" />}
        </Text>
      )
    case 'terms-changed':
      return <Terms changes={entry.changes} />
    default:
      return entry satisfies never
  }
}

function whyLeftOut(passed: ToldStep): string | undefined {
  return passed.kind === 'not-touched' ? leftOutWords(passed.why) : undefined
}

function Terms({ changes }: { changes: readonly TermsChange[] }) {
  return (
    <ul className="encore-plain-list">
      {changes.map((change) => (
        <li key={JSON.stringify(change)}>
          <Sentence
            text={termsWords(change)}
            with={{
              until: change.kind === 'pause' && change.until && <When at={change.until} style="day" />,
            }}
          />
        </li>
      ))}
    </ul>
  )
}

function Order({ evidence }: { evidence: OrderEvidence }) {
  const { buyerTotal, source, financialStatus, isTest, lines } = evidence
  const known = [texts.order.status[financialStatus ?? ''], texts.order.source[source ?? '']].filter(Boolean)
  return (
    <BlockStack gap="200">
      <Lines lines={lines} isOrder />
      <Text as="p">
        {known.join(' ')} {isTest && texts.order.test}{' '}
        {buyerTotal && (
          <Sentence text={texts.order.buyerTotal} with={{ amount: <Amount money={buyerTotal} /> }} />
        )}
      </Text>
    </BlockStack>
  )
}

function Lines({ lines, isOrder = false }: { lines: TimelineLine[]; isOrder?: boolean }) {
  return (
    <ul className="encore-plain-list">
      {lines.map((line, place) => {
        const removed = isOrder ? line.quantity - line.currentQuantity : 0
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order keep their place.
          <li key={place}>
            {line.quantity} × {line.title}
            {line.variantTitle && `, ${line.variantTitle}`}
            {removed > 0 && (
              <Text as="span" tone="subdued">
                {' '}
                ({texts.order.removed(removed)})
              </Text>
            )}
          </li>
        )
      })}
    </ul>
  )
}
