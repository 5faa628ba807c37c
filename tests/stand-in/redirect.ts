const shopHost = /^[a-z0-9-]+\.myshopify\.com$/
const resultsHost = 'storage.googleapis.com'

/**
 * Sends every fetch of `https://*.myshopify.com` (and of bulk results) to the stand-in, with the host it was meant
 * for in `x-stand-in-host`. All other addresses stay as they are. Answers how to undo it.
 */
export function redirectFetch(standInUrl: () => string | undefined): () => void {
  const original = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    const standIn = standInUrl()
    const isShopify = shopHost.test(url.hostname) || url.hostname === resultsHost
    if (!standIn || !isShopify) return original(input, init)
    const target = new URL(url.pathname + url.search, standIn)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    headers.set('x-stand-in-host', url.hostname)
    return input instanceof Request
      ? original(new Request(target, input), { ...init, headers })
      : original(target, { ...init, headers })
  }
  return () => {
    globalThis.fetch = original
  }
}
