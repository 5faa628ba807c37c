import type { MessageLanguage } from '../../domain/messages/languages.ts'
import { parseSettings } from '../../domain/settings.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readCustomersOfWalks } from '../../store/journey-facts.server.ts'
import { readMessageFacts } from '../../store/message-facts.server.ts'
import { chooseProducts } from './choose-products.ts'
import { composeTouch, languageOfFacts, type MessageContent } from './compose-touch.ts'
import { renderEmail } from './render-email.ts'

/** Which message is looked at, as which customer. */
export interface MessageAsked {
  content: MessageContent
  customerId: ShopifyId<'Customer'>
  /** Their latest where missing. */
  orderId?: ShopifyId<'Order'> | undefined
  /** The kind of trigger of the journey it belongs to: what the reason is made of. */
  trigger: string | undefined
  /** Theirs where missing. */
  language?: MessageLanguage | undefined
}

/** A message as this customer would get it now. Its links lead nowhere. */
export interface MessagePreview {
  language: MessageLanguage
  from: string
  subject: string
  html: string
  text: string
  /** Why it would not be sent to them now, where its products decide that. */
  withheld: 'nothing-to-offer' | 'no-incentive' | undefined
}

/** Writes and draws a message, and keeps, sends and gives nothing. Nothing for a customer who is not there. */
export async function previewMessage(
  db: HotDb,
  { content, customerId, orderId, trigger, language }: MessageAsked,
  now: Date,
): Promise<MessagePreview | undefined> {
  const asked = { customerId, orderId: orderId ?? null, enrollmentId: null }
  const [known, customers] = await Promise.all([
    readMessageFacts(db, asked),
    readCustomersOfWalks(db, [customerId], false),
  ])
  const customer = customers.get(customerId)
  if (!known?.customer || !customer) return undefined
  const facts = { ...known, trigger }
  const spoken = language ?? languageOfFacts(facts)
  const times = { firstOrderAt: customer.firstOrderAt, lastOrderAt: customer.orders[0]?.at }
  const { message, shop, buttonUrl } = composeTouch(content, facts, times, spoken)
  const { offer } = content
  const id = facts.order?.id
  const chosen =
    offer && isShopifyId('Order', id)
      ? await chooseProducts(
          db,
          { touchId: undefined, customerId, orderId: id, language: spoken, offer },
          now,
        )
      : undefined
  const { logoUrl, color } = parseSettings(facts.shop.settings).brand
  const links = {
    buttonUrl: message.button ? buttonUrl : undefined,
    preferencesUrl: '#',
    unsubscribeUrl: '#',
  }
  return {
    language: spoken,
    from: shop,
    subject: message.subject,
    ...renderEmail({
      message,
      products: chosen?.kind === 'products' ? chosen.products : [],
      shop,
      logoUrl,
      color,
      ...links,
    }),
    withheld: withheldBy(offer !== undefined, chosen),
  }
}

function withheldBy(
  hasOffer: boolean,
  chosen: Awaited<ReturnType<typeof chooseProducts>> | undefined,
): MessagePreview['withheld'] {
  if (!hasOffer || chosen?.kind === 'products' || chosen?.kind === 'later') return undefined
  return chosen?.why ?? 'nothing-to-offer'
}
