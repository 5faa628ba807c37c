/** Codes that anybody may use in this shop. */
export const discounts = [
  { code: 'WELCOME10', percent: 10 },
  { code: 'BLACKBEAN15', percent: 15 },
  { code: 'THANKYOU5', percent: 5 },
]
