import type { EmailStop } from '../domain/customer-page.ts'
import { customer } from './texts/customers.ts'

const texts = customer.consent

/** What a customer agreed to, by channel, and what stops it all the same. */
export function Consent({
  emailConsent,
  smsConsent,
  emailStop,
}: {
  emailConsent: string | undefined
  smsConsent: string | undefined
  emailStop?: EmailStop | undefined
}) {
  const { email, sms, state, stopped, unknown } = texts
  const word = (consent: string | undefined) => (consent && state[consent]) || unknown
  return (
    <>
      {email}: {emailStop ? stopped[emailStop] : word(emailConsent)}
      <br />
      {sms}: {word(smsConsent)}
    </>
  )
}
