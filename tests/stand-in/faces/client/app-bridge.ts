import { authenticateFetch } from './bridge/authenticated-fetch.ts'
import { callFrame, onFrame, tellFrame } from './bridge/channel.ts'
import { readConfig, standInOrigin } from './bridge/config.ts'
import { defineElements } from './bridge/elements.ts'
import { followNavigation } from './bridge/navigation.ts'
import { createShopify } from './bridge/shopify.ts'

/**
 * What `https://cdn.shopify.com/shopifycloud/app-bridge.js` does for an embedded app, as far as Encore and
 * `@shopify/app-bridge-react` use it. See https://shopify.dev/docs/api/app-bridge-library.
 */
function open(): void {
  const config = readConfig()
  if (window.top === window) {
    location.replace(`${standInOrigin}/admin/${config.shop ?? ''}/apps/encore`)
    return
  }
  const idToken = () => callFrame<string>('id-token')
  Object.assign(window, { shopify: createShopify(config, idToken) })
  authenticateFetch(config, idToken)
  defineElements()
  followNavigation()
  onFrame('hello', () => tellFrame('ready'))
  tellFrame('ready')
  reload(idToken)
}

/** The library's bounce page names the document to load again, this time with a fresh token. */
function reload(idToken: () => Promise<string>): void {
  const target = new URLSearchParams(location.search).get('shopify-reload')
  if (!target) return
  const url = new URL(target, location.href)
  if (url.origin !== location.origin) return
  idToken().then((token) => {
    url.searchParams.set('id_token', token)
    location.replace(url)
  })
}

open()
