import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import { isRecord, wholeIn } from '../../domain/json-fields.ts'
import type { MessageLanguage } from '../../domain/messages/languages.ts'
import { wordsIn } from '../../domain/messages/words.ts'
import { parseSettings } from '../../domain/settings.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type MessageFacts, readMessageFacts } from '../../store/message-facts.server.ts'
import { chooseProducts } from './choose-products.ts'
import { composeTouch, languageOfFacts, type MessageContent } from './compose-touch.ts'
import { renderEmail, type ShownProduct } from './render-email.ts'
import { asRunningOut } from './running-out.ts'

/** A message while it is written, and as whom it is to be seen. */
export interface MessagePreviewQuestion {
  content: MessageContent
  /** That of its journey, as it is written now. */
  trigger: unknown
  /** Nothing for an invented customer. */
  customerId: ShopifyId<'Customer'> | undefined
  /** The one it is being written in. */
  language: MessageLanguage
  /** Whether it is shown in what the customer speaks, where that is known, and not in the one above. */
  isOwnLanguage: boolean
}

/** The message as it would arrive. */
export interface MessagePreview {
  /** The one it is shown in. */
  language: MessageLanguage
  subject: string
  /** A whole document in which nothing can be pressed. */
  html: string
  /** It was to show products, and there are none to show. */
  lacksProducts: boolean
  /** What the template itself says in the language it is being written in. */
  template: MessageTexts
}

/**
 * Draws a message as a customer of the shop would get it now. Nothing is kept and no code is taken. Nothing for a shop
 * that is not there; a customer who is not there is an invented one.
 */
export async function previewMessage(
  db: HotDb,
  { content, trigger, customerId, language: writtenIn, isOwnLanguage }: MessagePreviewQuestion,
  now: Date,
): Promise<MessagePreview | undefined> {
  const read = await readMessageFacts(db, { customerId: customerId ?? '', orderId: null, enrollmentId: null })
  if (!read) return undefined
  const isReal = customerId !== undefined && read.customer !== undefined
  const language = isReal && isOwnLanguage ? languageOfFacts(read) : writtenIn
  const asked = { ...(isReal ? read : invented(read, now)), ...begunBy(trigger) }
  const facts = isReal ? await asRunningOut(db, asked, { customerId, trigger }, now) : asked
  const times = { firstOrderAt: facts.order?.at, lastOrderAt: facts.order?.at }
  const { message, shop, buttonUrl } = composeTouch(content, facts, times, language)
  const products = isReal ? await productsFor(db, { content, facts, customerId, language }, now) : []
  const { logoUrl, color } = parseSettings(facts.shop.settings).brand
  const { html } = renderEmail({
    message,
    products,
    shop,
    logoUrl,
    color,
    buttonUrl: message.button ? buttonUrl : undefined,
    preferencesUrl: nowhere,
    unsubscribeUrl: nowhere,
  })
  return {
    language,
    subject: message.subject,
    html: withoutLinks(html),
    lacksProducts: content.offer !== undefined && products.length === 0,
    template: wordsIn(writtenIn).templates[content.template],
  }
}

function begunBy(trigger: unknown): Pick<MessageFacts, 'trigger' | 'orderNumber'> {
  const { kind, number } = isRecord(trigger) ? trigger : {}
  return { trigger: typeof kind === 'string' ? kind : undefined, orderNumber: wholeIn(number) }
}

const nowhere = 'about:blank'

/** In a frame without an address of its own a link would open the page around it. Text holds no bare quotes. */
function withoutLinks(html: string): string {
  return html.replaceAll(/ href="[^"]*"/g, '')
}

const inventedName = 'Mara'
const inventedDaysAgo = 10

function invented(facts: MessageFacts, now: Date): MessageFacts {
  const nobody = { email: null, phone: null, locale: null, countryCode: null }
  const at = new Date(now.getTime() - inventedDaysAgo * dayMs)
  return {
    ...facts,
    customer: { ...nobody, firstName: inventedName },
    order: { id: '', at, locale: null, holdsGiftCardsOnly: false },
    product: undefined,
  }
}

async function productsFor(
  db: HotDb,
  {
    content: { offer },
    facts,
    customerId,
    language,
  }: Pick<MessagePreviewQuestion, 'content' | 'language'> & {
    facts: MessageFacts
    customerId: ShopifyId<'Customer'>
  },
  now: Date,
): Promise<ShownProduct[]> {
  const orderId = facts.order?.id
  if (!offer || !isShopifyId('Order', orderId)) return []
  const chosen = await chooseProducts(db, { touchId: undefined, customerId, orderId, language, offer }, now)
  return chosen.kind === 'products' ? chosen.products : []
}
