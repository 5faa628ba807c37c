export type Config = { apiKey: string; shop: string | undefined; host: string | undefined; locale: string }

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined

export const standInOrigin = script ? new URL(script.src).origin : location.origin

/** The frame's address says shop, host and locale once; later documents of the same frame remember them. */
export function readConfig(): Config {
  const parameters = new URLSearchParams(location.search)
  const keep = (name: string) => {
    const value = parameters.get(name) ?? sessionStorage.getItem(`app-bridge:${name}`) ?? undefined
    if (value) sessionStorage.setItem(`app-bridge:${name}`, value)
    return value
  }
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')
  return {
    apiKey: script?.dataset.apiKey ?? meta?.content ?? '',
    shop: keep('shop'),
    host: keep('host'),
    locale: keep('locale') ?? 'en',
  }
}
