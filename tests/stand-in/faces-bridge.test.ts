import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, type OpenBrowser, openBrowser, phone } from '../support/browser.ts'
import { openFaces } from './faces/faces.ts'
import { listen } from './faces/listen.ts'
import { startStandIn } from './server.ts'
import type { StandIn } from './types.ts'

const shop = 'roast-and-co.myshopify.com'
const base = `/admin/${shop}/apps/encore`

/** An embedded app as small as one can be: what it is asked and with which token is written down. */
const app = createServer(answer)
const asked: { path: string; token: string | undefined }[] = []
let standIn: StandIn
let chromium: OpenBrowser

beforeAll(async () => {
  standIn = await startStandIn({
    apiKey: 'key',
    apiSecret: 'secret',
    customers: 20,
    days: 30,
    faces: openFaces(),
  })
  standIn.appUrl = `http://127.0.0.1:${await listen(app, 0)}`
  chromium = await openBrowser()
}, 90_000)

afterAll(async () => {
  await chromium?.close()
  await standIn?.close()
  app.closeAllConnections()
  app.close()
})

describe('an embedded app', () => {
  test('sends a fresh token with every request to itself, and once more when one is refused', async () => {
    const { page, frame } = await openApp()
    asked.length = 0
    await frame.getByRole('button', { name: 'Ask' }).click()
    await frame.getByText('answered').waitFor()
    expect(asked.map(({ path }) => path)).toEqual(['/data', '/data'])
    const claims = asked.map(({ token }) => claimsOf(token))
    for (const each of claims) expect(each).toMatchObject({ aud: 'key', dest: `https://${shop}` })
    expect(claims[0]?.jti).not.toBe(claims[1]?.jti)
    await page.context().close()
  })

  test('is opened again with a token when its own server sends it to the bounce page', async () => {
    const { page, frame } = await openApp('/bounce')
    await frame.getByText('Page /after').waitFor()
    await page.context().close()
  })

  test('shows its pages in the navigation, and address and title follow', async () => {
    const { page, frame } = await openApp()
    await page.getByRole('link', { name: 'Customers' }).click()
    await frame.getByText('Page /app/customers').waitFor()
    await page.waitForURL(`**${base}/app/customers`)
    expect(await page.title()).toBe('Customers · Encore')
    expect(await page.getByRole('link', { name: 'Customers' }).getAttribute('aria-current')).toBe('page')
    await page.getByRole('link', { name: 'Encore', exact: true }).click()
    await frame.getByText('Page /app', { exact: true }).waitFor()
    await page.goBack()
    await frame.getByText('Page /app/customers').waitFor()
    await page.goBack()
    await frame.getByText('Page /app', { exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`${base}/app`)
    await page.context().close()
  })

  test('has a menu instead of the side bar on a phone', async () => {
    const { page, frame } = await openApp('/app', phone)
    expect(await page.getByRole('link', { name: 'Customers' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Customers' }).click()
    await frame.getByText('Page /app/customers').waitFor()
    expect(await page.getByRole('link', { name: 'Customers' }).isVisible()).toBe(false)
    await page.context().close()
  })

  test('puts its title and actions, toasts, save bar and dialogs where the admin has them', async () => {
    const { page, frame } = await openApp()
    await page.getByRole('heading', { name: 'Small app' }).waitFor()
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('status').getByText('Created').waitFor()
    await frame.getByRole('button', { name: 'Change' }).click()
    await page.getByText('Unsaved changes').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await frame.getByText('saved', { exact: true }).waitFor()
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' })
    await frame.getByRole('button', { name: 'Forget' }).click()
    await frame.getByRole('heading', { name: 'Forget them?' }).waitFor()
    await frame.getByRole('button', { name: 'Yes' }).click()
    await frame.getByText('forgotten', { exact: true }).waitFor()
    await page.context().close()
  })

  test("leads to the admin's own pages around it", async () => {
    const { page, frame } = await openApp()
    const order = standIn.world.orders().at(-1)
    await frame.getByRole('link', { name: 'Order' }).click()
    await page.getByRole('heading', { name: order?.name ?? '' }).waitFor()
    await page.context().close()
  })

  test('opened outside of the admin, goes there', async () => {
    const { page } = await chromium.open(desktop)
    await page.goto(`${standIn.tunnelUrl}/app?shop=${shop}`)
    await page.waitForURL(`${standIn.url}${base}*`)
    await page.context().close()
  })
})

async function openApp(path = '/app', size = desktop): Promise<{ page: Page; frame: FrameLocator }> {
  const { page } = await chromium.open(size)
  await page.goto(standIn.url + base + path)
  return { page, frame: page.frameLocator('#app') }
}

function claimsOf(token = '') {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

/** The first request for data is refused as an expired token would be. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://app')
  if (url.pathname === '/data') answerData(request, response)
  else answerDocument(url, response)
}

function answerDocument(url: URL, response: ServerResponse): void {
  const headers = {
    'content-type': 'text/html',
    'content-security-policy': `frame-ancestors https://${shop};`,
  }
  if (url.pathname === '/bounce' && !url.searchParams.has('shopify-reload')) {
    const reload = encodeURIComponent(`${standIn.tunnelUrl}/after?shop=${shop}`)
    response.writeHead(302, { location: `/bounce?shop=${shop}&shopify-reload=${reload}` }).end()
    return
  }
  const isBack = url.pathname === '/after' && url.searchParams.get('id_token')
  response.writeHead(200, headers).end(url.pathname !== '/after' || isBack ? page() : 'without a token')
}

function answerData(request: IncomingMessage, response: ServerResponse): void {
  asked.push({ path: '/data', token: request.headers.authorization?.replace('Bearer ', '') })
  if (asked.length === 1) response.writeHead(401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' }).end()
  else response.end('answered')
}

function page(): string {
  const order = standIn.world.orders().at(-1)?.id.split('/').at(-1)
  return `<!doctype html><html lang="en"><head><title>Home</title>
<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" data-api-key="key"></script></head><body>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/customers">Customers</a></ui-nav-menu>
<ui-title-bar title="Small app"><button variant="primary" onclick="shopify.toast.show('Created')">Create</button></ui-title-bar>
<p id="where"></p><p id="told"></p>
<button onclick="fetch('/data').then((r) => r.text()).then(tell)">Ask</button>
<button onclick="shopify.saveBar.show('bar')">Change</button>
<button onclick="shopify.modal.show('dialog')">Forget</button>
<a href="shopify://admin/orders/${order}">Order</a>
<ui-save-bar id="bar"><button variant="primary" onclick="tell('saved'); shopify.saveBar.hide('bar')">Save</button><button>Discard</button></ui-save-bar>
<ui-modal id="dialog"><ui-title-bar title="Forget them?"><button variant="primary" onclick="tell('forgotten')">Yes</button></ui-title-bar></ui-modal>
<script>
const tell = (text) => { document.getElementById('told').textContent = text }
const draw = () => {
  document.getElementById('where').textContent = 'Page ' + location.pathname
  document.title = location.pathname.endsWith('customers') ? 'Customers' : 'Home'
}
addEventListener('shopify:navigate', ({ target }) => { history.pushState(null, '', target.getAttribute('href')); draw() })
draw()
</script></body></html>`
}
