import type { KnownConsents } from '../domain/messages/withdrawal.ts'
import type { HotDb, Statement } from './database.server.ts'

/** A customer's consents as JSON. */
export const consentsSql = (customer: string) => `json_build_object(
    'email', json_build_object('hasAddress', ${customer}."email" is not null, 'state', ${customer}."emailConsent",
      'at', ${customer}."emailConsentAt"),
    'sms', json_build_object('hasAddress', ${customer}."phone" is not null, 'state', ${customer}."smsConsent",
      'at', ${customer}."smsConsentAt"))`

/** Consents inside JSON: what is not known is null, and dates are text. */
export type ConsentsRow = Record<
  keyof KnownConsents,
  { hasAddress: boolean; state: string | null; at: string | null }
>

/** The same in the words of the domain. */
export function consentsOf({ email, sms }: ConsentsRow): KnownConsents {
  const one = ({ hasAddress, state, at }: ConsentsRow['email']) => ({
    hasAddress,
    state: state ?? undefined,
    at: at === null ? undefined : new Date(at),
  })
  return { email: one(email), sms: one(sms) }
}

const note: Statement = {
  name: 'note-withdrawal',
  text: `update "Preference" set "consentWithdrawnAt" = $2 where "customerId" = $1`,
}

/**
 * Keeps when somebody stopped everything, for Shopify to be told; with nothing, that there is nothing to tell. It is kept
 * on their terms, which must be there: of who has none nothing is kept.
 */
export async function noteWithdrawal(
  db: HotDb,
  customerId: string,
  stoppedAt: Date | undefined,
): Promise<void> {
  await db.run(note, [customerId, stoppedAt ?? null])
}

/** Somebody who stopped everything, of which Shopify has not been told. */
export interface UntoldWithdrawal {
  customerId: string
  stoppedAt: Date
  consents: KnownConsents
}

const readUntold: Statement = {
  name: 'read-untold-withdrawals',
  text: `select p."customerId", p."consentWithdrawnAt" as "stoppedAt", ${consentsSql('c')} as "consents"
           from "Preference" p join "Customer" c on c."id" = p."customerId"
          where p."consentWithdrawnAt" is not null
            and (p."consentWithdrawnAt", p."customerId") > ($2::timestamptz, $3::text) order by p."consentWithdrawnAt", p."customerId" limit $1`,
}

/** Of what Shopify is still to be told, the longest waiting first; of those who wait behind `after`, where there is one. */
export async function readUntoldWithdrawals(
  db: HotDb,
  limit: number,
  after?: Pick<UntoldWithdrawal, 'customerId' | 'stoppedAt'>,
): Promise<UntoldWithdrawal[]> {
  const { rows } = await db.run<Omit<UntoldWithdrawal, 'consents'> & { consents: ConsentsRow }>(readUntold, [
    limit,
    after?.stoppedAt ?? '-infinity',
    after?.customerId ?? '',
  ])
  return rows.map(({ consents, ...row }) => ({ ...row, consents: consentsOf(consents) }))
}

const clear: Statement = {
  name: 'clear-withdrawal',
  text: `update "Preference" set "consentWithdrawnAt" = null where "customerId" = $1 and "consentWithdrawnAt" = $2`,
}

/** Keeps that Shopify was told of it, or need not be. What they said since stays to be told. */
export async function clearWithdrawal(
  db: HotDb,
  { customerId, stoppedAt }: Pick<UntoldWithdrawal, 'customerId' | 'stoppedAt'>,
): Promise<void> {
  await db.run(clear, [customerId, stoppedAt])
}
