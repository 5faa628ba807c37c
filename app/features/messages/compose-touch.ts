import { cartPermalink } from '../../contract/offer.ts'
import type { TouchContent } from '../../domain/journeys/touch-wish.ts'
import { isRecord } from '../../domain/json-fields.ts'
import { type ComposedMessage, composeMessage } from '../../domain/messages/compose-message.ts'
import { nameValueOf, textValueOf } from '../../domain/messages/fill-template.ts'
import { firstLanguage, type MessageLanguage } from '../../domain/messages/languages.ts'
import { listedIn } from '../../domain/messages/listed.ts'
import { messageReasonOf } from '../../domain/messages/message-reason.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import { parseSettings } from '../../domain/settings.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import type { MessageFacts } from '../../store/message-facts.server.ts'
import { zoneOf } from '../journeys/customer-zone.ts'

/** What a touch of a message says. */
export type MessageContent = Extract<TouchContent, { kind: 'message' }>

/** Written by the engine, whose parser knows more of it; nothing of what is not a message. */
export function messageIn(content: unknown): MessageContent | undefined {
  return isRecord(content) && content.kind === 'message' ? (content as unknown as MessageContent) : undefined
}

/** Their orders, as far as messages tell of them. */
export interface OrderTimes {
  firstOrderAt: Date | undefined
  lastOrderAt: Date | undefined
}

/** The words of a touch with where its button leads. */
export interface ComposedTouch {
  message: ComposedMessage
  shop: string
  buttonUrl: string
}

/** Writes what a touch says to this customer. In the language asked for, else theirs, their order's, the shop's. */
export function composeTouch(
  content: MessageContent,
  facts: MessageFacts,
  times: OrderTimes,
  language: MessageLanguage = languageOfFacts(facts),
): ComposedTouch {
  const { customer, order, product, beside, trigger, orderNumber } = facts
  const titles = [product, ...beside].flatMap((each) => textValueOf(each?.title) ?? [])
  const title = titles.length > 0 ? listedIn(titles, language) : undefined
  const shop = shopName(facts)
  const reason = messageReasonOf({ trigger, orderNumber, product: title, orderedAt: order?.at, ...times })
  const message = composeMessage({
    template: content.template,
    texts: content.texts,
    language,
    tone: parseSettings(facts.shop.settings).brand.tone,
    reason,
    firstName: nameValueOf(customer?.firstName),
    product: title,
    shop,
    orderedAt: order?.at,
    timeZone: zoneOf(customer?.countryCode ?? null, usableTimeZone(facts.shop.timeZone)),
  })
  return { message, shop, buttonUrl: buttonUrlOf(content.template, facts) }
}

/** The language that this customer is written to in. */
export function languageOfFacts({ customer, order, shop }: MessageFacts): MessageLanguage {
  return firstLanguage([customer?.locale, order?.locale, shop.locale])
}

/** The name that the shop signs with. */
export function shopName({
  shop,
}: {
  shop: Pick<MessageFacts['shop'], 'name' | 'domain' | 'settings'>
}): string {
  const { sender } = parseSettings(shop.settings)
  return textValueOf(sender.name) ?? textValueOf(shop.name) ?? shop.domain
}

function buttonUrlOf(template: TemplateId, { shop, product, beside }: MessageFacts): string {
  const storefront = `https://${shop.domain}`
  const besideIds = beside.flatMap(({ variantId }) => variantId ?? [])
  if (template === 'running-out' && product?.variantId)
    return cartPermalink(storefront, { variantId: product.variantId, besideIds })
  return product?.handle && (template === 'how-to' || template === 'running-out')
    ? `${storefront}/products/${encodeURIComponent(product.handle)}`
    : storefront
}
