import { messageChannels } from '../budget/channel.ts'
import type { Preferences } from '../budget/preferences.ts'

const consentChannels = ['email', 'sms'] as const
/** The consents that Shopify keeps of a customer, each with an address of its own. */
export type ConsentChannel = (typeof consentChannels)[number]

/** What is known of one of them. */
export interface KnownConsent {
  hasAddress: boolean
  /** As Shopify says it, lower case; nothing where it has said nothing yet. */
  state: string | undefined
  /** When it was given or taken back. */
  at: Date | undefined
}

/** What is known of each of them. */
export type KnownConsents = Readonly<Record<ConsentChannel, KnownConsent>>

/** Whether somebody wants no messages at all, by whatever way. A pause, or one way less, is no such word. */
export function stopsAll({ neverAt, channelsOff }: Pick<Preferences, 'neverAt' | 'channelsOff'>): boolean {
  return neverAt !== undefined || messageChannels.every((channel) => channelsOff.includes(channel))
}

/**
 * Which consents are to be taken back of somebody who stopped everything then: those they had given, or of which nothing
 * is known. Nothing of one that was given later: that is a newer word of theirs.
 */
export function toWithdraw(known: KnownConsents, stoppedAt: Date): ConsentChannel[] {
  return consentChannels.filter((channel) => {
    const { hasAddress, state, at } = known[channel]
    const mayBeGiven = state === undefined || state === 'subscribed' || state === 'pending'
    return hasAddress && mayBeGiven && (at === undefined || at <= stoppedAt)
  })
}

/** What the shop may not do, however its customer's own terms stand: nothing where it may write. */
export type ConsentLacking = 'all' | 'email'

/** Which messages Shopify's consent stops. Who has no address to be written to has nothing to agree to. */
export function consentLacking({ email, sms }: KnownConsents): ConsentLacking | undefined {
  const isLacking = ({ hasAddress, state }: KnownConsent) => hasAddress && state !== 'subscribed'
  const isOpen = ({ hasAddress, state }: KnownConsent) => hasAddress && state === 'subscribed'
  if (isLacking(email)) return isOpen(sms) ? 'email' : 'all'
  return isLacking(sms) && !email.hasAddress ? 'all' : undefined
}
