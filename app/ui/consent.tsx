import { customer } from './texts/customers.ts'

const texts = customer.consent

/** What a customer agreed to, by channel. */
export function Consent({
  emailConsent,
  smsConsent,
}: {
  emailConsent: string | undefined
  smsConsent: string | undefined
}) {
  const { email, sms, state, unknown } = texts
  const word = (consent: string | undefined) => (consent && state[consent]) || unknown
  return (
    <>
      {email}: {word(emailConsent)}
      <br />
      {sms}: {word(smsConsent)}
    </>
  )
}
