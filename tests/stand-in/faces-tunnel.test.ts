import { createServer, type RequestListener, type Server } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { listen } from './faces/listen.ts'
import { openTunnel } from './faces/tunnel.ts'

const store = 'http://127.0.0.1:4000'
const bridge = 'https://cdn.shopify.com/shopifycloud/app-bridge.js'
const opened: { close(): unknown }[] = []

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

test('a document loads App Bridge from the store and may be framed by it', async () => {
  const url = await tunnelTo((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': 'frame-ancestors https://a.myshopify.com https://admin.shopify.com;',
      link: `<${bridge}>; rel="preload"; as="script";`,
    })
    response.end(`<script src="${bridge}"></script>`)
  })
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  expect(await response.text()).toBe(`<script src="${store}/assets/app-bridge.js"></script>`)
  expect(response.headers.get('content-security-policy')).toBe(
    `frame-ancestors ${store} https://a.myshopify.com https://admin.shopify.com;`,
  )
  expect(response.headers.get('link')).toContain(`${store}/assets/app-bridge.js`)
})

test('a policy that forbids framing keeps forbidding it', async () => {
  const url = await tunnelTo((_request, response) => {
    response.writeHead(410, {
      'content-type': 'text/html',
      'content-security-policy': "frame-ancestors 'none';",
    })
    response.end('gone')
  })
  const response = await fetch(url)
  expect(response.status).toBe(410)
  expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none';")
})

test('an address cut in two by the end of a chunk is still replaced, and no letter is lost', async () => {
  const page = `<p>Grüße 日本</p><script src="${bridge}"></script><p>https://cdn.shopify.com/s/files/1.png</p>`
  for (const cut of [60, 75, 80, 100]) {
    const url = await tunnelTo(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      const bytes = Buffer.from(page)
      response.write(bytes.subarray(0, cut))
      await new Promise((resolve) => setImmediate(resolve))
      response.end(bytes.subarray(cut))
    })
    const text = await (await fetch(url)).text()
    expect(text).toBe(page.replace(bridge, `${store}/assets/app-bridge.js`))
  }
})

test('everything that is not a document passes byte by byte', async () => {
  const bytes = gzipSync(`"${bridge}"`)
  const url = await tunnelTo((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'gzip', etag: '"1"' })
    response.end(bytes)
  })
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  expect(await response.text()).toBe(gunzipSync(bytes).toString())
  expect(response.headers.get('etag')).toBe('"1"')
})

test('method, body and headers reach the app, and it learns the name it was called by', async () => {
  const url = await tunnelTo(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.end(JSON.stringify({ method: request.method, url: request.url, body, headers: request.headers }))
  })
  const response = await fetch(`${url}/webhooks/x?a=1`, {
    method: 'PUT',
    body: 'raw',
    headers: { 'x-own': 'yes' },
  })
  expect(await response.json()).toMatchObject({
    method: 'PUT',
    url: '/webhooks/x?a=1',
    body: 'raw',
    headers: { 'x-own': 'yes', 'x-forwarded-host': new URL(url).host, 'x-forwarded-proto': 'http' },
  })
})

test('an app that does not answer is said to be missing', async () => {
  const closed = createServer()
  const port = await listen(closed, 0)
  await new Promise((resolve) => closed.close(resolve))
  const gone = await tunnel(() => `http://127.0.0.1:${port}`)
  expect((await fetch(gone)).status).toBe(502)
  const unborn = await tunnel(() => undefined)
  expect(await (await fetch(unborn)).text()).toContain('not started')
})

async function tunnelTo(listener: RequestListener): Promise<string> {
  const app: Server = createServer(listener)
  const port = await listen(app, 0)
  opened.push({ close: () => new Promise((resolve) => app.close(resolve)) })
  return tunnel(() => `http://127.0.0.1:${port}`)
}

async function tunnel(appUrl: () => string | undefined): Promise<string> {
  const open = await openTunnel({ port: 0, appUrl, standInOrigins: [store] })
  opened.unshift(open)
  return open.url
}
