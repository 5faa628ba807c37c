import type { Channel } from '../../budget/channel.ts'
import { textFaults } from '../../messages/fill-template.ts'
import type { TemplateId } from '../../messages/template-id.ts'
import { fitsCurrency, type Incentive } from '../../offers/incentive.ts'
import type { RuleResult } from '../../offers/rule.ts'
import { earliestDays } from '../earliest.ts'
import type { FaultContext, Found } from '../fault.ts'
import type { JourneyDefinition } from '../journey.ts'
import { allSteps } from '../plan.ts'
import type { MessageStep } from '../steps/message.ts'
import { goodsOf, stillThere } from '../touch-goods.ts'
import type { MessageTexts } from '../touch-wish.ts'
import { type Trigger, triggerKindOf } from '../triggers.ts'

/** What is wrong with what a journey says and offers. */
export function touchFaults({ steps, trigger }: JourneyDefinition, context: FaultContext): Found[] {
  const earliest = earliestDays(steps)
  return allSteps(steps).flatMap((step): Found[] => {
    const { id: stepId } = step
    const found = []
    if (step.kind === 'offer')
      found.push(...goodsFaults(step, context, 'blocks'), ...reachFaults(['page'], context))
    if (step.kind === 'message') found.push(...messageFaults(step, trigger, earliest.get(stepId), context))
    return found.map((fault) => ({ ...fault, stepId }))
  })
}

type Offered = { result: RuleResult; incentive: Incentive }

/** `ifAll` is how grave it is when nothing is left to show. */
function goodsFaults(offer: Offered, context: FaultContext, ifAll: Found['severity']): Found[] {
  const ids = goodsOf(offer).filter((id) => context.goneIds.includes(id))
  const there = stillThere(offer, context.goneIds)
  const found: Found[] = []
  if (ids.length > 0) {
    const isAll = typeof there === 'string'
    const kind = typeof there === 'string' ? there : 'product-gone'
    found.push({ severity: isAll ? ifAll : 'warns', kind, ids, isAll })
  }
  const { incentive } = offer
  if (incentive.kind === 'amount' && !fitsCurrency(incentive, context.currency))
    found.push({ severity: 'blocks', kind: 'wrong-currency', currency: incentive.currency })
  return found
}

function reachFaults(channels: readonly Channel[], { connected }: FaultContext): Found[] {
  const missing = channels.filter((channel) => !connected.includes(channel))
  if (missing.length === 0) return []
  const isAll = missing.length === channels.length
  return [{ severity: isAll ? 'blocks' : 'warns', kind: 'channels-not-connected', channels: missing, isAll }]
}

function messageFaults(
  step: MessageStep,
  trigger: Trigger,
  afterDays: number | undefined,
  context: FaultContext,
): Found[] {
  const { template } = step
  const isBare = showsProducts.includes(template) && !step.offer
  const daysMax = freshDays[template]
  const occasions = belongsTo[template]
  return [
    ...reachFaults(step.channels, context),
    ...(step.offer ? goodsFaults(step.offer, context, isBareWithout(template)) : []),
    ...(isBare ? [{ severity: 'blocks' as const, kind: 'shows-no-products' as const }] : []),
    ...(occasions && !occasions.includes(trigger.kind)
      ? [{ severity: severityOf(template), kind: 'template-out-of-place' as const }]
      : []),
    ...(afterDays !== undefined && afterDays > daysMax
      ? [{ severity: 'warns' as const, kind: 'says-too-late' as const, afterDays, daysMax }]
      : []),
    ...textsFaults(step.texts, context),
    ...saidElsewhere(step, trigger, context),
  ]
}

/** Messages that say nothing without products to show. */
const showsProducts: readonly TemplateId[] = ['goes-well']

function isBareWithout(template: TemplateId): Found['severity'] {
  return showsProducts.includes(template) ? 'blocks' : 'warns'
}

/** For so many days after its beginning a message can speak of it without being odd. */
const freshDays: Record<TemplateId, number> = {
  welcome: 14,
  'how-to': 45,
  'check-in': 60,
  'month-after': 90,
  'goes-well': 120,
  'running-out': 21,
  'second-order': 240,
  'we-miss-you': 90,
  'thank-regular': 30,
  'sorry-refund': 14,
  birthday: 31,
}

/** Messages that speak of something which only these triggers know. */
const belongsTo: Partial<Record<TemplateId, readonly Trigger['kind'][]>> = {
  'running-out': ['replenishment-due'],
  'sorry-refund': ['refund'],
  birthday: ['birthday'],
}

/** Called by a program or begun by a tag, an occasion may be known to whoever did so; a product is not. */
function severityOf(template: TemplateId): Found['severity'] {
  return template === 'running-out' ? 'blocks' : 'warns'
}

/** In Encore's own words, to people whom the same thing happened to. */
function saidElsewhere(
  { template, texts }: MessageStep,
  trigger: Trigger,
  { others }: FaultContext,
): Found[] {
  if (Object.keys(texts).length > 0) return []
  const { about } = triggerKindOf(trigger)
  const same = others.find(
    ({ definition }) =>
      triggerKindOf(definition.trigger).about === about &&
      allSteps(definition.steps).some((step) => step.kind === 'message' && step.template === template),
  )
  return same
    ? [{ severity: 'warns', kind: 'said-elsewhere', journeyId: same.journeyId, name: same.name }]
    : []
}

function textsFaults(texts: MessageStep['texts'], { languages }: FaultContext): Found[] {
  const written = Object.entries(texts).flatMap(([language, text]) => (text ? [{ language, text }] : []))
  const found = written.flatMap(({ language, text }) => textFaultsIn(language, text))
  const primary = (tag: string) => tag.split('-', 1)[0]?.toLowerCase()
  const have = written.map(({ language }) => primary(language))
  const lacking = languages.filter((language) => !have.includes(primary(language)))
  if (written.length === 0 || lacking.length === 0) return found
  return [...found, { severity: 'warns', kind: 'own-words-lacking', languages: lacking }]
}

function textFaultsIn(language: string, { subject, body, button = '' }: MessageTexts): Found[] {
  const missing: Found[] = (['subject', 'body'] as const)
    .filter((part) => (part === 'subject' ? subject : body).trim() === '')
    .map((part) => ({ severity: 'blocks', kind: 'text-missing', language, part }))
  const wrong = textFaults([subject, body, button].join('\n')).map((fault): Found => {
    return { severity: 'blocks', language, ...fault }
  })
  return [...missing, ...wrong]
}
