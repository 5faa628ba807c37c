import { Icon, type IconSource } from '@shopify/polaris'
import {
  ArrowRightIcon,
  CartIcon,
  ChatIcon,
  CheckCircleIcon,
  ChevronRightIcon,
  ClockIcon,
  DeliveryIcon,
  EmailIcon,
  FlagIcon,
  HideIcon,
  OrderIcon,
  PackageIcon,
  PersonIcon,
  PlayCircleIcon,
  ReturnIcon,
  SettingsIcon,
  ViewIcon,
  XCircleIcon,
} from '@shopify/polaris-icons'
import { Fragment } from 'react'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { Amount, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { timeline as texts } from '../texts/timeline.ts'
import { journeyNameOf, stepWords, touchWords } from '../texts/timeline-journeys.ts'
import { intentWords } from '../texts/timeline-said.ts'
import { Evidence } from './evidence.tsx'

const icons: Record<TimelineEntry['kind'], IconSource> = {
  'customer-joined': PersonIcon,
  'consent-changed': EmailIcon,
  'order-placed': OrderIcon,
  'order-cancelled': XCircleIcon,
  'order-refunded': ReturnIcon,
  'order-shipped': DeliveryIcon,
  'order-delivered': PackageIcon,
  'offer-decided': CartIcon,
  'offer-held': HideIcon,
  'offer-shown': ViewIcon,
  'offer-accepted': CheckCircleIcon,
  'offer-declined': XCircleIcon,
  'offer-disliked': XCircleIcon,
  'offer-postponed': ClockIcon,
  'offer-bought': OrderIcon,
  'journey-entered': PlayCircleIcon,
  'step-passed': ArrowRightIcon,
  'journey-ended': FlagIcon,
  'touch-held': ClockIcon,
  'touch-sent': EmailIcon,
  'touch-dropped': XCircleIcon,
  'intent-said': ChatIcon,
  'terms-changed': SettingsIcon,
}

/** One thing that happened; it opens to its evidence. */
export function Entry({ entry }: { entry: TimelineEntry }) {
  return (
    <details className="encore-entry">
      <summary>
        <span className="encore-entry-icon">
          <Icon source={icons[entry.kind]} tone="subdued" />
        </span>
        <span className="encore-entry-text">
          <Headline entry={entry} />
        </span>
        <span className="encore-entry-time">
          <When at={entry.at} style="time" />
        </span>
        <span className="encore-entry-turn">
          <Icon source={ChevronRightIcon} tone="subdued" />
        </span>
      </summary>
      <div className="encore-evidence">
        <Evidence entry={entry} />
      </div>
    </details>
  )
}

function Headline({ entry }: { entry: TimelineEntry }) {
  const amount = amountOf(entry)
  const order = orderNameOf(entry)
  return (
    <Sentence
      text={headlineOf(entry)}
      with={{
        Order: <b>{order || texts.anOrder.first}</b>,
        order: <b>{order || texts.anOrder.inside}</b>,
        journey: <b>{journeyNameOf(entry)}</b>,
        touch: 'touch' in entry && <b>{touchWords(entry.touch)}</b>,
        amount: amount && <Amount money={amount} />,
        Title: <Titles entry={entry} unnamed={texts.aProduct.first} />,
        title: <Titles entry={entry} unnamed={texts.aProduct.inside} />,
      }}
    />
  )
}

function headlineOf(entry: TimelineEntry): string {
  if (entry.kind === 'order-shipped') return texts.shipment[entry.outcome]
  if (entry.kind === 'intent-said') return intentWords[entry.said].headline
  return entry.kind === 'step-passed' ? stepWords(entry.passed) : texts.headline[entry.kind]
}

/** What was offered: "A", "A and B", "A, B and C". */
function Titles({ entry, unnamed }: { entry: TimelineEntry; unnamed: string }) {
  const titles = titlesOf(entry)
  const last = titles.length - 1
  return titles.map((title, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items of an offer keep their place.
    <Fragment key={place}>
      {place > 0 && (place === last ? texts.listed.last : texts.listed.between)}
      <b>{title || (place === 0 ? unnamed : texts.aProduct.inside)}</b>
    </Fragment>
  ))
}

function titlesOf(entry: TimelineEntry): (string | undefined)[] {
  if (entry.kind === 'intent-said') return [entry.title]
  const offered = 'offer' in entry ? entry.offer.items : []
  return offered.length === 0 ? [undefined] : offered.map(({ title }) => title)
}

function amountOf(entry: TimelineEntry) {
  if (entry.kind === 'order-placed') return entry.evidence.total
  return entry.kind === 'order-refunded' ? entry.amount : undefined
}

function orderNameOf(entry: TimelineEntry): string | undefined {
  if ('order' in entry) return entry.order.name
  return 'offer' in entry ? entry.offer.orderName : undefined
}
