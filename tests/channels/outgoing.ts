import type { OutgoingMessage } from '../../app/channels/channel.ts'

/** A message to Ada, with whatever the test says otherwise. */
export function outgoing(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    shop: 'roast-and-co.myshopify.com',
    touchId: 'touch-1',
    topic: 'help',
    template: 'how-to',
    isAsked: false,
    language: 'de',
    customer: {
      id: 'gid://shopify/Customer/1',
      email: 'ada@example.com',
      phone: undefined,
      firstName: 'Ada',
    },
    from: { name: 'Roast & Co.', replyTo: 'hello@roast.example' },
    subject: 'Ein guter Anfang: Chemex',
    reason: 'Du bekommst das, weil du etwas bestellt hast.',
    html: '<!doctype html><p>Hallo</p>',
    text: 'Hallo',
    products: [],
    buttonUrl: undefined,
    preferencesUrl: 'https://encore.example/preferences/token',
    unsubscribeUrl: 'https://encore.example/unsubscribe/token',
    ...changes,
  }
}
