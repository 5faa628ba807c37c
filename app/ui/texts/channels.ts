/** Settings, channels: how customers are reached. */
export const channels = {
  title: 'Channels',
  back: 'Settings',
  card: {
    heading: 'Channels',
    body: 'How Encore reaches your customers: by email, through Klaviyo, and through Shopify Flow for everything else.',
    action: 'Manage channels',
  },
  on: 'Connected',
  off: 'Not connected',
  email: {
    heading: 'Email',
    on: (from: string) => `Emails are sent from ${from}, in your shop’s name.`,
    off: 'No mail server is set up where Encore runs. Whoever runs it sets SMTP_URL and MAIL_FROM.',
    test: 'Send a test message',
    testTo: (address: string) => `A test message goes to ${address}, where your customers’ answers go.`,
    noAddress:
      'There is no address yet for your customers’ answers, where a test message goes too. Enter one in Settings, under “Answers go to”.',
    sent: (address: string) => `The mail server took it for ${address}.`,
    tooOften: 'That was often enough for one day. Try again tomorrow.',
    failed: 'The mail server did not take it. Whoever runs Encore finds the reason in its log.',
  },
  klaviyo: {
    heading: 'Klaviyo',
    body: 'Each message comes to Klaviyo as the event “Encore touch due”, with its texts, reason and links. A flow of yours that begins with this event sends it.',
    key: 'Private API key',
    keyHelp: 'It begins with pk_ and needs the scope events:write. Encore seals it and never shows it again.',
    refused: 'This is not a private key of Klaviyo: it begins with pk_.',
    connect: 'Connect',
    replace: 'Replace the key',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect Klaviyo?',
    disconnectBody:
      'Messages that wait for Klaviyo are dropped when their turn comes. You can connect again at any time.',
    keep: 'Keep it',
  },
  flow: {
    heading: 'Shopify Flow',
    body: 'The trigger “Touch due” begins a workflow of yours with everything a message says. With it a text message, an app or a letter can carry it.',
  },
  links: {
    heading: 'Links to preferences',
    body: 'Every message has a link of the customer’s own, with which they choose what they hear, without a login. It does not expire.',
    renew: 'Make all links new',
    renewTitle: 'Make all links new?',
    renewBody:
      'Links in messages that were sent so far stop working. Do this only if messages came into wrong hands.',
    keep: 'Keep them',
    renewed: 'From now on messages have new links.',
  },
} as const
