import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import type { MessageLanguage } from '../../domain/messages/languages.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import type { MarginCosts } from '../../domain/offers/margin.ts'
import type { Option } from '../conditions/picker.tsx'
import type { Names } from '../conditions/words.ts'
import type { KnownGoods } from '../offers/editor-parts.ts'

/** What is known of the shop for the editor of journeys. */
export interface JourneyShop {
  currency: string
  costs: MarginCosts
  titles: Record<string, string>
  goods: (KnownGoods & { id: string })[]
  countries: string[]
  channels: string[]
  currencies: { code: string }[]
}

/** What each panel works with beside its own step. */
export interface PanelParts {
  shop: JourneyShop
  names: Names
  titles: Record<string, string>
  goods: Record<string, KnownGoods>
  /** Learns what things found by a search are called, and what products cost. */
  found: (options: Option[]) => void
  writing: Writing
  /** The part of the sentence that was pressed; its field is shown even where it is folded away. */
  field: string | undefined
  /** Real customers to show things as with their latest order, those who bought last first. */
  shoppers: Shopper[]
}

/** A real customer with their latest order, and which of theirs it is, 1 being the first. */
export interface Shopper {
  id: string
  name: string
  orderId: string
  orderNumber: number
}

/** The language in which messages are written and previewed. */
export interface Writing {
  language: MessageLanguage
  /** Until somebody chose it, or wrote in it, a preview speaks the customer's own. */
  isChosen: boolean
  choose: (language: MessageLanguage) => void
  /** What a template says in that language; nothing until the preview has told it. */
  templateTexts: (template: TemplateId) => MessageTexts | undefined
  learn: (template: TemplateId, language: MessageLanguage, texts: MessageTexts) => void
}
