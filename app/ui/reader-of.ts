import { usableTimeZone } from '../domain/time-zone.ts'
import { type Reader, usableLocale } from './format.ts'

/**
 * Who reads this document: Shopify names the user's locale in the address of the embedded page, browsers theirs in a
 * header; the shop's own comes last.
 */
export function readerOf(
  request: Request,
  shop: { locale: string | null; timeZone: string | null } | null,
): Reader {
  const named = new URL(request.url).searchParams.get('locale')
  const accepted = request.headers.get('accept-language')?.split(/[,;]/)[0]?.trim()
  return {
    locale: usableLocale(named, accepted, shop?.locale),
    timeZone: usableTimeZone(shop?.timeZone),
  }
}
