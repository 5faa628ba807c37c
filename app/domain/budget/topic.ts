/**
 * What a touch is about, as a customer would choose: help with what they bought, reminders that something runs out,
 * offers of other things, news of the shop with them (thanks, anniversaries).
 */
export const topics = ['help', 'reminders', 'offers', 'thanks'] as const
export type Topic = (typeof topics)[number]
