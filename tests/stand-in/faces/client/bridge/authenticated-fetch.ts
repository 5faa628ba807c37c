import type { Config } from './config.ts'

const RETRY = 'X-Shopify-Retry-Invalid-Session-Request'
const REAUTHORIZE = 'X-Shopify-API-Request-Failure-Reauthorize-Url'

/** Requests to the app's own origin carry a fresh id token, as App Bridge adds one; a refused token is renewed once. */
export function authenticateFetch(config: Config, idToken: () => Promise<string>): void {
  const plainFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin !== location.origin) return plainFetch(input, init)
    const again = request.clone()
    const first = await plainFetch(await withToken(request, config, idToken))
    const response = first.headers.has(RETRY)
      ? await plainFetch(await withToken(again, config, idToken))
      : first
    const reauthorize = response.headers.get(REAUTHORIZE)
    if (reauthorize) window.open(new URL(reauthorize, location.href), '_top')
    return response
  }
}

async function withToken(request: Request, config: Config, idToken: () => Promise<string>): Promise<Request> {
  const headers = new Headers(request.headers)
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${await idToken()}`)
  headers.set('accept-language', config.locale)
  headers.set('x-requested-with', 'XMLHttpRequest')
  return new Request(request, { headers })
}
