import type { Customer } from '../world/types/customers.ts'
import type { Product, Variant } from '../world/types/goods.ts'
import type { Locale, MarketId, Money } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'
import type { Visit } from './web.ts'

export const LOCALES: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  hi: 'हिन्दी',
  ja: '日本語',
  'pt-BR': 'Português (Brasil)',
  ru: 'Русский',
  'zh-CN': '简体中文',
}
const QUANTITY_MAX = 20
const LINES_MAX = 30

export type CartLine = { product: Product; variant: Variant; quantity: number; unit: Money; total: Money }

/** Who is looking at the shop front, read from cookies. */
export type Shopper = {
  customer: Customer | undefined
  market: MarketId
  locale: Locale
  lines: CartLine[]
  subtotal: Money
  discountCode: string | undefined
}

export function readShopper(world: World, visit: Visit): Shopper {
  const customer = world.customer(visit.cookies.shopper ?? '')
  const market =
    world.shop.markets.find(({ id }) => id === visit.cookies.market)?.id ?? customer?.market ?? 'eu'
  const locale = isLocale(visit.cookies.locale) ? visit.cookies.locale : (customer?.locale ?? 'en')
  const lines = readCart(world, market, visit.cookies.cart ?? '')
  const currency = world.shop.markets.find(({ id }) => id === market)?.currency ?? world.shop.currency
  return {
    customer,
    market,
    locale,
    lines,
    subtotal: { minor: lines.reduce((sum, line) => sum + line.total.minor, 0), currency },
    discountCode: visit.cookies.discount || undefined,
  }
}

/** The cart as its cookie keeps it: `variant:quantity`, comma separated, as in Shopify's cart permalinks. */
export function writeCart(lines: { variantId: string; quantity: number }[]): string {
  return lines
    .filter(({ quantity }) => quantity > 0)
    .slice(0, LINES_MAX)
    .map(({ variantId, quantity }) => `${numberOf(variantId)}:${Math.min(quantity, QUANTITY_MAX)}`)
    .join(',')
}

/** The cart with some more (or with a negative quantity fewer) of one variant. */
export function addToCart(lines: CartLine[], variantId: string, quantity: number): string {
  const all = lines.map(({ variant, quantity: had }) => ({ variantId: variant.id as string, quantity: had }))
  const same = all.find((line) => line.variantId === variantId)
  if (same) same.quantity += quantity
  else all.push({ variantId, quantity })
  return writeCart(all)
}

export function readCart(world: World, market: MarketId, text: string): CartLine[] {
  return text.split(',').flatMap((part) => {
    const [, digits, count] = /^(\d+):(\d{1,3})$/.exec(part) ?? []
    const variant = digits ? world.variant(`gid://shopify/ProductVariant/${digits}`) : undefined
    const product = variant && world.product(variant.productId)
    const quantity = Math.min(Number(count), QUANTITY_MAX)
    if (!variant || !product || !(quantity > 0)) return []
    const unit = world.priceOf(variant, market)
    return [{ product, variant, quantity, unit, total: { ...unit, minor: unit.minor * quantity } }]
  })
}

/** The last part of a `gid://`, as text: test ids exceed what a number holds. */
export function numberOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

export function isLocale(text: string | undefined): text is Locale {
  return text !== undefined && text in LOCALES
}

export function isSoldOut(variant: Variant): boolean {
  return variant.tracked && variant.inventory <= 0
}

/** Where a parcel would go: the customer's country when this market serves it, else the market's first. */
export function selectedCountry(world: World, { customer, market }: Shopper): string {
  const countries = world.shop.markets.find(({ id }) => id === market)?.countries ?? []
  const own = customer?.address?.countryCode
  return own && countries.includes(own) ? own : (countries[0] ?? 'DE')
}
