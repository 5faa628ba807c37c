const titles: Record<string, string> = {
  en: 'Offer after your order',
  'pt-BR': 'Oferta após o pedido',
  es: 'Oferta tras tu pedido',
  fr: 'Offre après votre commande',
  de: 'Angebot nach der Bestellung',
  hi: 'ऑर्डर के बाद का ऑफ़र',
  ru: 'Предложение после заказа',
  'zh-CN': '下单后优惠',
  ja: 'ご注文後の特典',
}

/** What a discount of the post-purchase page is called on the order, in the buyer's language, else in English. */
export function discountTitleIn(locale: string): string {
  const language = locale.split('-')[0] ?? ''
  const alike = Object.keys(titles).find((each) => each.split('-')[0] === language)
  return titles[locale] ?? (alike && titles[alike]) ?? titles.en ?? ''
}
