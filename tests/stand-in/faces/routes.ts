import { findAsset } from './assets.ts'
import { bundleExtension } from './extension/bundle-extension.ts'
import { isOwnOrder } from './extension/mount.ts'
import { cartLinesDoor } from './extension/mount-checkout.ts'
import { accountPage, loginDoor, loginPage, logoutDoor, preferencesDoor } from './pages/account.ts'
import { adminFrame, adminIndex, adminPlainPage, idTokenDoor } from './pages/admin.ts'
import { addToCartDoor, cartPage, cartPermalink, changeCartDoor } from './pages/cart.ts'
import { checkoutFormPage, discountDoor, payDoor } from './pages/checkout.ts'
import { frontPage } from './pages/front.ts'
import { mailBody, mailboxPage, mailPage } from './pages/mailbox.ts'
import { notFound } from './pages/not-found.ts'
import { orderStatusPage, thankYouPage } from './pages/orders.ts'
import { changesetDoor, postPurchaseBundle, postPurchasePage } from './pages/post-purchase.ts'
import { productPage, shopFront } from './pages/shop.ts'
import { drawProduct } from './pictures/draw-product.ts'
import { readShopper } from './shopper.ts'
import type { Site } from './site.ts'
import type { Answer, Visit } from './web.ts'

type Door = (site: Site, visit: Visit, ...parts: string[]) => Answer | Promise<Answer | undefined> | undefined

/** What stands where. The first that fits answers; the parts in brackets are handed over. */
const DOORS: [method: string, path: RegExp, door: Door][] = [
  ['GET', /^\/$/, frontPage],
  [
    'GET',
    /^\/favicon\.svg$/,
    () => ({ kind: 'file', type: 'image/svg+xml', body: FAVICON, maxAgeSeconds: 3600 }),
  ],
  ['GET', /^\/assets\/([\w.-]+)$/, assetFile],
  ['GET', /^\/shop\/images\/([\w-]+)\.svg$/, productPicture],
  ['GET', /^\/shop$/, shopFront],
  ['GET', /^\/(?:shop\/)?products\/([\w-]+)$/, productPage],
  ['POST', /^\/shop\/preferences$/, preferencesDoor],
  ['GET', /^\/cart$/, cartPage],
  ['POST', /^\/cart\/add$/, addToCartDoor],
  ['POST', /^\/cart\/change$/, changeCartDoor],
  ['GET', /^\/cart\/([\d:,%A-F]+)$/, cartPermalink],
  ['GET', /^\/checkout$/, (site, visit) => checkoutFormPage(site, visit)],
  ['POST', /^\/checkout$/, payDoor],
  ['POST', /^\/checkout\/discount$/, discountDoor],
  ['GET', /^\/checkout\/thank-you\/(\w+)$/, thankYouPage],
  ['GET', /^\/checkout\/post-purchase\/(\w+)$/, postPurchasePage],
  ['GET', /^\/post-purchase\.js$/, postPurchaseBundle],
  ['POST', /^\/post-purchase-host\/(\w+)\/(calculate|apply)$/, changesetDoor],
  ['GET', /^\/orders\/(\w+)$/, orderStatusPage],
  [
    'GET',
    /^\/account\/orders\/(\w+)$/,
    (_site, _visit, token) => ({ kind: 'redirect', to: `/orders/${token}` }),
  ],
  ['GET', /^\/account$/, accountPage],
  ['GET', /^\/account\/login$/, loginPage],
  ['POST', /^\/account\/login$/, loginDoor],
  ['POST', /^\/account\/logout$/, logoutDoor],
  ['GET', /^\/extensions\/([\w-]+)\.js$/, extensionBundle],
  ['POST', /^\/extension-host\/checkout\/session-token$/, checkoutToken],
  ['POST', /^\/extension-host\/checkout\/lines$/, cartLinesDoor],
  ['POST', /^\/extension-host\/(\w+)\/session-token$/, extensionToken],
  ['POST', /^\/extension-host\/(\w+)\/query$/, extensionQuery],
  ['GET', /^\/mailbox$/, mailboxPage],
  ['GET', /^\/mailbox\/(\d{1,9})$/, mailPage],
  ['GET', /^\/mailbox\/(\d{1,9})\/body$/, mailBody],
  ['GET', /^\/admin$/, adminIndex],
  ['POST', /^\/admin\/([\w.-]+\.myshopify\.com)\/id-token$/, idTokenDoor],
  ['GET', /^\/admin\/([\w.-]+\.myshopify\.com)\/apps\/encore((?:\/.*)?)$/, adminFrame],
  ['GET', /^\/admin\/([\w.-]+\.myshopify\.com)((?:\/.*)?)$/, adminPlainPage],
]

/** Answers a visit to one of the store's pages; nothing when it is none of them. */
export async function route(site: Site, visit: Visit): Promise<Answer | undefined> {
  for (const [method, path, door] of DOORS) {
    const parts = method === visit.method ? path.exec(visit.path) : null
    if (parts) return door(site, visit, ...parts.slice(1))
  }
  const isDocument = visit.method === 'GET' && /^\/(shop|cart|checkout|orders|account)(\/|$)/.test(visit.path)
  return isDocument ? notFound('There is no such page.') : undefined
}

async function assetFile(_site: Site, _visit: Visit, name = ''): Promise<Answer> {
  const asset = await findAsset(name)
  return asset ? { kind: 'file', ...asset } : notFound('There is no such file.')
}

function productPicture(site: Site, _visit: Visit, handle = ''): Answer {
  for (const world of site.standIn.worlds.values()) {
    const product = world.productByHandle(handle)
    if (product)
      return { kind: 'file', type: 'image/svg+xml', body: drawProduct(product), maxAgeSeconds: 3600 }
  }
  return notFound('There is no such picture.')
}

async function extensionBundle(site: Site, _visit: Visit, handle = ''): Promise<Answer> {
  const extension = site.extensions().find((each) => each.handle === handle)
  if (!extension) return notFound('There is no such extension.')
  const body = await bundleExtension(extension, site.tunnelUrl)
  return { kind: 'file', type: 'text/javascript; charset=utf-8', body }
}

/** The `sub` of a session token is there only for the order's own logged-in customer. */
function extensionToken(site: Site, visit: Visit, token = ''): Answer {
  const { world } = site.standIn
  const order = world.orderByToken(token)
  if (!order) return { kind: 'json', status: 404, value: { error: 'There is no such order.' } }
  const customerId = isOwnOrder(site, visit, { order }) ? order.customerId : null
  return { kind: 'json', value: { token: world.signCheckoutToken(customerId) } }
}

/** In checkout the `sub` is whoever is logged in. */
function checkoutToken(site: Site, visit: Visit): Answer {
  const { world } = site.standIn
  const customerId = readShopper(world, visit).customer?.id ?? null
  return { kind: 'json', value: { token: world.signCheckoutToken(customerId) } }
}

/** The Storefront API as an extension's `query()` reaches it. */
async function extensionQuery(site: Site, visit: Visit): Promise<Answer> {
  const { url, world } = site.standIn
  const response = await fetch(`${url}/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stand-in-host': world.shop.domain },
    body: JSON.stringify(await visit.body()),
  })
  return { kind: 'json', status: response.status, value: await response.json() }
}

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f4a3d"/><path d="M21.500 10.500a8 8 0 1 0 0 11M16 16h-6.500" fill="none" stroke="#f3e9d8" stroke-width="3" stroke-linecap="round"/></svg>`
