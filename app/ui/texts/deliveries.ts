import type { DeliveryLine, DeliveryTab } from '../../domain/deliveries.ts'
import { plural } from './words.ts'

/** Deliveries: "Has everything arrived and been processed?" */
export const deliveries = {
  title: 'Deliveries',
  what: 'A delivery is one message from Shopify: an order placed, a refund, a customer changed.',
  health: {
    none: 'Nothing has arrived from Shopify yet.',
    allWorked: 'Everything that arrived has been processed. The last delivery came {ago}.',
    waiting: (count: number) =>
      `{count} ${plural(count, 'delivery waits', 'deliveries wait')} to be processed; the oldest came {ago}.`,
    aside: (count: number) =>
      `{count} ${plural(count, 'delivery', 'deliveries')} could not be processed and ${plural(count, 'needs', 'need')} you. All others are processed or waiting.`,
    moreThan: 'over',
  },
  tabs: {
    label: 'Which deliveries',
    aside: 'Set aside',
    waiting: 'Waiting',
    all: 'All',
  } satisfies Record<DeliveryTab | 'label', string>,
  columns: { topic: 'About', received: 'Arrived', status: 'State', attempts: 'Attempts', actions: 'Actions' },
  status: { waiting: 'Waiting', done: 'Processed', aside: 'Set aside' } satisfies Record<
    DeliveryLine['status'],
    string
  >,
  dueAt: 'Next attempt {time}',
  retry: 'Try again',
  retryOf: (topic: string) => `Try again: ${topic}`,
  retryAll: 'Try all again',
  retried: (count: number) =>
    count === 0
      ? 'Nothing was set aside any more.'
      : `{count} ${plural(count, 'delivery is', 'deliveries are')} in line again.`,
  showBody: 'Show content',
  showBodyOf: (topic: string) => `Show content: ${topic}`,
  body: {
    title: (topic: string) => `What Shopify sent: ${topic}`,
    reading: 'Reading',
    erased: 'This delivery’s content was erased: its days are over, or a customer asked to be forgotten.',
    cut: 'Only the beginning is shown.',
    personal: 'It may hold personal data. Share it with care.',
    close: 'Close',
    gone: 'This delivery is not there any more.',
  },
  table: 'Deliveries',
  next: 'Older',
  first: 'Back to the newest',
  empty: {
    aside: {
      heading: 'Nothing is set aside',
      body: 'A delivery that fails again and again is set aside here with its reason. The others go on.',
    },
    waiting: { heading: 'Nothing waits', body: 'Deliveries are processed within seconds of their arrival.' },
    all: {
      heading: 'Nothing has arrived yet',
      body: 'With the next order, refund or changed customer in your store, a line appears here.',
    },
  } satisfies Record<DeliveryTab, { heading: string; body: string }>,
  topic: {
    'orders/create': 'Order placed',
    'orders/paid': 'Order paid',
    'orders/edited': 'Order edited',
    'orders/updated': 'Order updated',
    'orders/fulfilled': 'Order shipped in full',
    'orders/cancelled': 'Order cancelled',
    'orders/delete': 'Order deleted',
    'refunds/create': 'Refund',
    'returns/request': 'Return requested',
    'returns/approve': 'Return approved',
    'returns/decline': 'Return declined',
    'returns/cancel': 'Return cancelled',
    'returns/close': 'Return closed',
    'returns/reopen': 'Return opened again',
    'fulfillments/create': 'Parcel shipped',
    'fulfillments/update': 'Parcel updated',
    'fulfillment_events/create': 'Parcel on its way',
    'fulfillment_events/delete': 'Parcel news withdrawn',
    'collections/create': 'Collection created',
    'collections/delete': 'Collection deleted',
    'collections/update': 'Collection changed',
    'customers/create': 'Customer created',
    'customers/update': 'Customer changed',
    'customers/merge': 'Customers merged',
    'customers/delete': 'Customer deleted',
    'customers_email_marketing_consent/update': 'Email consent changed',
    'customers_marketing_consent/update': 'Text message consent changed',
    'products/create': 'Product created',
    'products/update': 'Product changed',
    'products/delete': 'Product deleted',
    'inventory_levels/update': 'Stock changed',
    'inventory_levels/connect': 'Stock changed',
    'inventory_levels/disconnect': 'Stock changed',
    'inventory_items/update': 'Stock item changed',
    'app/uninstalled': 'Encore uninstalled',
    'app/scopes_update': 'Permissions changed',
    'bulk_operations/finish': 'History ready to be read',
    'shop/update': 'Store details changed',
    'customers/data_request': 'Customer asks for their data',
    'customers/redact': 'Customer asks to be forgotten',
    'shop/redact': 'Store asks to be forgotten',
  } as Record<string, string>,
}
