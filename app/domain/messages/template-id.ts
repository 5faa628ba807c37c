/** The messages that Encore brings along, in nine languages; the merchant may put their own words in place of each. */
export const templateIds = [
  'welcome',
  'how-to',
  'check-in',
  'month-after',
  'goes-well',
  'running-out',
  'second-order',
  'we-miss-you',
  'thank-regular',
  'sorry-refund',
  'birthday',
] as const
export type TemplateId = (typeof templateIds)[number]
