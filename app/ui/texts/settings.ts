/** Settings: only what does something. */
export const settings = {
  title: 'Settings',
  keep: {
    heading: 'How long raw deliveries are kept',
    body: 'Encore keeps each message from Shopify as it came, so that a mishap can be looked into. Those that were processed are erased after these days. Those set aside stay for 90 days. The timeline keeps what was learnt from them.',
    label: 'Keep for',
    days: (days: number) => `${days} days`,
    save: 'Save',
    saved: 'Saved.',
    refused: 'Choose one of the listed numbers of days.',
  },
  decisions: {
    heading: 'How long decisions are kept',
    body: 'For every offer, Encore keeps which products were considered and why each was shown or left out. For every journey that ended, it keeps each step and how its conditions were judged. After these days that is erased. What was offered, what was sent, who walked which journey and what came of it stays.',
    label: 'Keep for',
    days: (days: number) => `${days} days`,
    save: 'Save',
    saved: 'Saved.',
    refused: 'Choose one of the listed numbers of days.',
  },
  margin: {
    heading: 'Margin and costs',
    body: 'Encore gives a discount only where this much remains of the offered product: its price after the discount, less payment fee, shipping and cost per item. The cost per item is the one you enter with the product in Shopify. Without it, Encore gives no discount on that product.',
    feePercent: {
      label: 'Payment fee, in percent of the price',
      help: 'What your payment provider takes of each payment.',
      refused: 'Enter a number from 0 to 50 with at most two decimals, such as 2.9.',
    },
    feeFixed: {
      label: 'Payment fee, fixed part',
      help: 'What it takes for each payment beside the percentage.',
    },
    shippingShare: {
      label: 'Shipping, your share for each offered product',
      help: 'What sending it costs you beyond what the buyer pays. With free shipping it is taken twice; while it is 0, Encore cannot tell what free shipping costs and does not give it.',
    },
    floor: {
      label: 'What must remain at least',
      help: 'No offer goes below this amount.',
    },
    refused: 'Enter an amount of 0 or more, such as {example}.',
    save: 'Save',
    saved: 'Saved.',
    currencyUnknown: 'Shopify has not yet told Encore which currency your store uses. Come back in a moment.',
  },
  history: {
    heading: 'History from Shopify',
    body: 'Products, customers and past orders are read from Shopify once, when Encore is installed. Reading them again repairs what may be missing; nothing is counted twice.',
    action: 'Import again',
    running: 'An import is under way. You may leave this page.',
    reach:
      'Shopify told Encore the orders of the last 60 days only. Older ones need the permission to see all orders.',
    behind: {
      stock:
        'Encore could not read your stock again today. It tries again by itself, and until then goes by what it last knew.',
      collections:
        'Encore could not read again today which products your collections hold. It tries again by itself, and until then your rules go by what it last knew.',
    },
  },
  requests: {
    heading: 'Requests about personal data',
    body: 'When a customer asks for their data, or to be forgotten, Shopify tells Encore. Erasing happens by itself. An export is for you to hand on to the customer, within 30 days.',
    none: 'No requests so far.',
    columns: { what: 'Request', received: 'Asked', state: 'State', export: 'Export' },
    table: 'Requests about personal data',
    topic: {
      'customers/data_request': 'A customer asks for their data',
      'customers/redact': 'A customer asks to be forgotten',
      'shop/redact': 'The store asks to be forgotten',
    } as Record<string, string>,
    waiting: 'Being carried out',
    done: 'Done on {date}',
    download: 'Download',
    downloaded: 'Downloaded on {date}',
    failed: 'The export could not be downloaded. Try again.',
    file: 'customer-data',
  },
  sees: {
    heading: 'What Encore may see',
    body: 'You granted these when you installed Encore. It uses them for what is written beside each, and nothing else.',
    none: 'No permissions are known.',
    scope: {
      read_orders: 'Orders: to write each customer’s timeline and to learn what goes together',
      read_all_orders: 'Orders older than 60 days: so that the timeline begins at the beginning',
      read_customers: 'Customers: to know whose order it is',
      read_customer_merge: 'Merged customers: to keep one story for one person',
      read_products: 'Products: to offer only what is on sale',
      read_inventory: 'Stock: to offer only what can be delivered',
      read_discounts: 'Discounts: to know which codes of its own are ready',
      write_customers: 'Tags of customers: to give and take those that journeys say',
      write_discounts: 'New discounts: to make the codes that offers give, each for one use',
      read_fulfillments: 'Parcels: to know what was shipped and has arrived',
      read_returns: 'Returns: to make no offers while somebody is sending something back',
    } as Record<string, string>,
  },
}
