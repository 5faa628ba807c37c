import { isShopDomain } from '../domain/shopify-id.ts'

/** The Message-ID of a touch: always the same, and one that tells which touch it was when it comes back in a bounce. */
export function messageIdOf(shop: string, touchId: string, from: string): string {
  const local = Buffer.from(`${shop}\n${touchId}`).toString('base64url')
  return `<${local}@${from.slice(from.lastIndexOf('@') + 1)}>`
}

/** Which touch a Message-ID of ours names; nothing for any other. It proves nothing: anybody can make one. */
export function touchOfMessageId(messageId: string): { shop: string; touchId: string } | undefined {
  const [, local = ''] = /^<?([\w-]{1,400})@[^@\s<>]{1,255}>?$/.exec(messageId.trim()) ?? []
  const [shop = '', touchId = '', ...more] = Buffer.from(local, 'base64url').toString('utf8').split('\n')
  return isShopDomain(shop) && touchId !== '' && more.length === 0 ? { shop, touchId } : undefined
}
