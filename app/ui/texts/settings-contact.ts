import { holdoutPercentMax, policyLimits } from '../../domain/budget/policy.ts'

const between = ([min, max]: readonly [number, number]) => `Enter a whole number from ${min} to ${max}.`

/** Settings of being in touch. */
export const settings = {
  budget: {
    heading: 'Contact budget and quiet hours',
    body: 'Messages and offers on all channels share one budget for each customer. When it is used up, what is left waits for room, and the most useful goes first. Customers may ask for less on their own page, never for more. Answers to something they asked for do not count.',
    weekMax: {
      label: 'At most in any 7 days',
      help: undefined,
      unit: 'contacts',
      refused: between(policyLimits.weekMax),
    },
    monthMax: {
      label: 'At most in any 30 days',
      help: undefined,
      unit: 'contacts',
      refused: `${between(policyLimits.monthMax)} It cannot be less than in 7 days.`,
    },
    quietFromHour: { label: 'No messages from' },
    quietUntilHour: { label: 'until' },
    quiet: 'By the customer’s own clock where their country has one time zone, otherwise by your store’s.',
    neverQuiet: 'With twice the same hour, messages go at any time of day.',
    helpFirstDays: {
      label: 'After a refund, nothing but help for',
      help: 'The same holds while a parcel is late or something is on its way back: nothing is offered, and other messages wait.',
      unit: 'days',
      refused: between(policyLimits.helpFirstDays),
    },
    holdoutPercent: {
      label: 'Customers left alone',
      help: 'Of every hundred customers who begin a journey, this many are not contacted by it, so that you see what it really changes. At 0 everybody is contacted, and no effect can be told.',
      unit: '%',
      refused: between([0, holdoutPercentMax]),
    },
    save: 'Save',
    saved: 'Saved.',
  },
  letterhead: {
    heading: 'How your messages look',
    body: 'Every message carries these. What you leave empty is as Encore has it.',
    senderName: {
      label: 'Sender',
      help: 'The name that customers see in their inbox. Left empty, it is your store’s.',
      refused: 'Enter a name of at most 80 characters, without quotation marks or angle brackets.',
    },
    replyTo: {
      label: 'Answers go to',
      help: 'An email address that a person reads. Left empty, answers go to the address that messages are sent from.',
      refused: 'Enter one email address, such as hello@example.com.',
    },
    logoUrl: {
      label: 'Address of your logo',
      help: 'A picture on the web. Messages are readable without it.',
      refused: 'Enter an address that begins with https://.',
    },
    color: {
      label: 'Colour of buttons',
      help: 'Six digits after a #, such as #1a7f5a.',
      refused: 'Enter a # and six digits from 0 to 9 or a to f.',
    },
    tone: {
      label: 'Tone',
      help: 'How messages greet your customers.',
      warm: 'Warm: “Good to have you here, Anna.”',
      plain: 'Plain: “Hello Anna,”',
    },
    save: 'Save',
    saved: 'Saved.',
  },
}
