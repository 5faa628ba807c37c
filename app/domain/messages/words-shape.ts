import type { MessageTexts } from '../journeys/touch-wish.ts'
import type { Evidence } from '../offers/reason.ts'
import type { ReasonKind } from './message-reason.ts'
import type { TemplateId } from './template-id.ts'

/** A sentence whose form depends on a count, by the categories of `Intl.PluralRules`. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** All that Encore itself says in messages, in one language. Variables in braces; docs in fill-template.ts. */
export interface Words {
  /** The first line, by the shop's tone. */
  greeting: { warm: string; plain: string }
  /** What stands for a variable of which nothing is known. */
  missing: { product: string; shop: string; first_name?: string }
  /** Why they get this, by what began it. */
  reasons: Record<ReasonKind, string>
  frame: {
    /** The link to the page of preferences, a button of its own. */
    preferences: string
    stopAll: string
    buy: string
    cartNote: string
    /** Beside a product that somebody offers. */
    priceNow: string
    amountOff: string
    freeShipping: string
    gift: string
  }
  /** Why this product, as the pages of the shop say it. */
  items: Record<ItemReason, string | Counted>
  templates: Record<TemplateId, MessageTexts>
}

/** Kinds of evidence with the forms that their sentence takes. */
export type ItemReason = Evidence['kind'] | 'bought-again-rhythm' | 'picked-with'
