import checkoutDe from '../../../extensions/checkout/locales/de.json'
import checkoutEn from '../../../extensions/checkout/locales/en.default.json'
import checkoutEs from '../../../extensions/checkout/locales/es.json'
import checkoutFr from '../../../extensions/checkout/locales/fr.json'
import checkoutHi from '../../../extensions/checkout/locales/hi.json'
import checkoutJa from '../../../extensions/checkout/locales/ja.json'
import checkoutPtbr from '../../../extensions/checkout/locales/pt-BR.json'
import checkoutRu from '../../../extensions/checkout/locales/ru.json'
import checkoutZhcn from '../../../extensions/checkout/locales/zh-CN.json'
import postPurchaseDe from '../../../extensions/post-purchase/locales/de.json'
import postPurchaseEn from '../../../extensions/post-purchase/locales/en.default.json'
import postPurchaseEs from '../../../extensions/post-purchase/locales/es.json'
import postPurchaseFr from '../../../extensions/post-purchase/locales/fr.json'
import postPurchaseHi from '../../../extensions/post-purchase/locales/hi.json'
import postPurchaseJa from '../../../extensions/post-purchase/locales/ja.json'
import postPurchasePtbr from '../../../extensions/post-purchase/locales/pt-BR.json'
import postPurchaseRu from '../../../extensions/post-purchase/locales/ru.json'
import postPurchaseZhcn from '../../../extensions/post-purchase/locales/zh-CN.json'
import thankYouDe from '../../../extensions/thank-you/locales/de.json'
import thankYouEn from '../../../extensions/thank-you/locales/en.default.json'
import thankYouEs from '../../../extensions/thank-you/locales/es.json'
import thankYouFr from '../../../extensions/thank-you/locales/fr.json'
import thankYouHi from '../../../extensions/thank-you/locales/hi.json'
import thankYouJa from '../../../extensions/thank-you/locales/ja.json'
import thankYouPtbr from '../../../extensions/thank-you/locales/pt-BR.json'
import thankYouRu from '../../../extensions/thank-you/locales/ru.json'
import thankYouZhcn from '../../../extensions/thank-you/locales/zh-CN.json'
import type { languages, Placement } from '../../contract/offer.ts'

type Language = (typeof languages)[number]
/** The texts of one surface in one language: plain, or by the form that a number takes. */
export type SurfaceTexts = Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>

// Only the server loads all of them: a page gets the one language it shows.
const thankYou: Record<Language, SurfaceTexts> = {
  en: thankYouEn,
  'pt-BR': thankYouPtbr,
  es: thankYouEs,
  fr: thankYouFr,
  de: thankYouDe,
  hi: thankYouHi,
  ru: thankYouRu,
  'zh-CN': thankYouZhcn,
  ja: thankYouJa,
}
const checkout: Record<Language, SurfaceTexts> = {
  en: checkoutEn,
  'pt-BR': checkoutPtbr,
  es: checkoutEs,
  fr: checkoutFr,
  de: checkoutDe,
  hi: checkoutHi,
  ru: checkoutRu,
  'zh-CN': checkoutZhcn,
  ja: checkoutJa,
}
const postPurchase: Record<Language, SurfaceTexts> = {
  en: postPurchaseEn,
  'pt-BR': postPurchasePtbr,
  es: postPurchaseEs,
  fr: postPurchaseFr,
  de: postPurchaseDe,
  hi: postPurchaseHi,
  ru: postPurchaseRu,
  'zh-CN': postPurchaseZhcn,
  ja: postPurchaseJa,
}

/** What the extension itself says on this surface. */
export function surfaceTexts(placement: Placement, language: Language): SurfaceTexts {
  switch (placement) {
    case 'thank-you':
    case 'order-status':
      return thankYou[language]
    case 'checkout':
      return checkout[language]
    case 'post-purchase':
      return postPurchase[language]
    default:
      return placement satisfies never
  }
}
