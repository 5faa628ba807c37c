import { Icon, type IconSource } from '@shopify/polaris'
import {
  CartIcon,
  CheckCircleIcon,
  ChevronRightIcon,
  DeliveryIcon,
  EmailIcon,
  HideIcon,
  OrderIcon,
  PackageIcon,
  PersonIcon,
  ReturnIcon,
  ViewIcon,
  XCircleIcon,
} from '@shopify/polaris-icons'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { Amount, When } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { timeline as texts } from '../texts/timeline.ts'
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
  const title = 'offer' in entry ? entry.offer.title : undefined
  return (
    <Sentence
      text={entry.kind === 'order-shipped' ? texts.shipment[entry.outcome] : texts.headline[entry.kind]}
      with={{
        Order: <b>{order || texts.anOrder.first}</b>,
        order: <b>{order || texts.anOrder.inside}</b>,
        amount: amount && <Amount money={amount} />,
        Title: <b>{title || texts.aProduct.first}</b>,
        title: <b>{title || texts.aProduct.inside}</b>,
      }}
    />
  )
}

function amountOf(entry: TimelineEntry) {
  if (entry.kind === 'order-placed') return entry.evidence.total
  return entry.kind === 'order-refunded' ? entry.amount : undefined
}

function orderNameOf(entry: TimelineEntry): string | undefined {
  if ('order' in entry) return entry.order.name
  return 'offer' in entry ? entry.offer.orderName : undefined
}
