import { type MessageChannel, messageChannels } from '../../budget/channel.ts'
import { type Topic, topics } from '../../budget/topic.ts'
import { isRecord, wholeIn, wordIn } from '../../json-fields.ts'
import { type TemplateId, templateIds } from '../../messages/template-id.ts'
import type { Incentive } from '../../offers/incentive.ts'
import { parseIncentive } from '../../offers/parse-incentive.ts'
import { parseRuleResult } from '../../offers/parse-rule.ts'
import type { RuleResult } from '../../offers/rule.ts'
import { dayMs } from '../../time-zone.ts'
import { parseTexts } from '../message-texts.ts'
import type { StandingHere, StepFault, StepKind, Taken } from '../step-kind.ts'
import { goodsOf, type LeftOutReason, stillThere } from '../touch-goods.ts'
import { type MessageTexts, type TouchWish, touchKeyOf } from '../touch-wish.ts'
import { parseUsefulness } from '../usefulness.ts'

/** Writes to them. */
export interface MessageStep {
  kind: 'message'
  id: string
  topic: Topic
  template: TemplateId
  /** The best first. */
  channels: MessageChannel[]
  /** The merchant's own words by language, in place of the template's. */
  texts: Readonly<Partial<Record<string, MessageTexts>>>
  /** Products to show in it. */
  offer: MessageOffer | undefined
  usefulness: number
  /** For so many days from now it is worth saying. */
  validDays: number
}

export interface MessageOffer {
  result: Exclude<RuleResult, { kind: 'nothing' }>
  incentive: Incentive
  itemsMax: number
}

/** How long a message may be held before it is dropped, and how many products it may show. */
export const validDaysMax = 60
export const messageItemsMax = 3

/** Messages that say nothing without the product they are about, or without products to show. */
const aboutProduct: readonly TemplateId[] = ['running-out']
const aboutOffer: readonly TemplateId[] = ['goes-well']

/**
 * Messages that explain what was bought, ask about it, or say what goes with it: there is no such thing where gift cards
 * are all that was.
 */
const aboutThings: readonly TemplateId[] = ['how-to', 'check-in', 'month-after', 'goes-well']

/** Whether a message of this kind says nothing true of an order that holds gift cards alone. */
export function isAboutThings(template: TemplateId): boolean {
  return aboutThings.includes(template)
}

/** The kind of step that writes a message. */
export const message: StepKind<MessageStep> = {
  kind: 'message',
  doesSomething: true,
  parse(id, json) {
    const read = readStep(id, json)
    return typeof read === 'string' ? { stepId: id, field: read, why: 'bad-value' } : read
  },
  lanes: () => [],
  take(step, here, { goneIds, order }) {
    const { productId } = here.enrollment
    if (!productId && order?.holdsGiftCardsOnly && isAboutThings(step.template))
      return notTouched('gift-cards-only')
    const isAboutGone = productId !== undefined && goneIds.includes(productId)
    if (isAboutGone && aboutProduct.includes(step.template)) return notTouched('product-gone')
    const offer = step.offer && stillThere(step.offer, goneIds)
    // Other messages are worth their words alone.
    if (typeof offer === 'string') {
      if (aboutOffer.includes(step.template)) return notTouched(offer)
      return { kind: 'ask', wish: wishOf(step, here, undefined) }
    }
    return { kind: 'ask', wish: wishOf(step, here, offer) }
  },
  needs: ({ offer }) => ({ goods: offer ? goodsOf(offer) : [] }),
}

/** The step, or the first field that does not fit. */
function readStep(id: string, json: Record<string, unknown>): MessageStep | StepFault['field'] {
  const topic = wordIn(topics, json.topic)
  if (!topic) return 'topic'
  const template = wordIn(templateIds, json.template)
  if (!template) return 'template'
  const channels = channelsOf(json.channels)
  if (!channels) return 'channels'
  const texts = parseTexts(json.texts ?? {})
  if (!texts) return 'texts'
  const offer = (json.offer ?? undefined) === undefined ? undefined : offerOf(json.offer)
  if (offer === 'bad') return 'offer'
  const usefulness = parseUsefulness(json.usefulness)
  if (usefulness === undefined) return 'usefulness'
  const validDays = wholeIn(json.validDays)
  if (validDays === undefined || validDays < 1 || validDays > validDaysMax) return 'validDays'
  return { kind: 'message', id, topic, template, channels, texts, offer, usefulness, validDays }
}

function channelsOf(json: unknown): MessageChannel[] | undefined {
  if (!Array.isArray(json) || json.length === 0 || json.length > messageChannels.length) return undefined
  const read = json.flatMap((each) => wordIn(messageChannels, each) ?? [])
  return read.length === json.length ? [...new Set(read)] : undefined
}

function offerOf(json: unknown): MessageOffer | 'bad' {
  if (!isRecord(json)) return 'bad'
  const result = parseRuleResult(json.result)
  const incentive = parseIncentive(json.incentive)
  const itemsMax = wholeIn(json.itemsMax)
  if (!result || result.kind === 'nothing' || !incentive) return 'bad'
  if (itemsMax === undefined || itemsMax < 1 || itemsMax > messageItemsMax) return 'bad'
  return { result, incentive, itemsMax }
}

function notTouched(why: LeftOutReason): Taken {
  return { kind: 'on', passed: { kind: 'not-touched', why } }
}

function wishOf(
  step: MessageStep,
  { enrollment, since }: StandingHere,
  offer: MessageOffer | undefined,
): TouchWish {
  const { template, texts } = step
  return {
    key: touchKeyOf(enrollment.id, step.id),
    channels: step.channels,
    topic: step.topic,
    content: { kind: 'message', template, texts, ...(offer && { offer }) },
    usefulness: step.usefulness,
    validUntil: new Date(since.getTime() + step.validDays * dayMs),
  }
}
