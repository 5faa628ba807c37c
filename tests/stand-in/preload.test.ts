import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiKey, apiSecret, aStandIn, shop } from './testing.ts'
import type { StandIn } from './types.ts'

const run = promisify(execFile)
const preload = fileURLToPath(new URL('preload.ts', import.meta.url))

let standIn: StandIn
beforeEach(async () => {
  standIn = await aStandIn()
})
afterEach(() => standIn.close())

async function inProcess(script: string, env: Record<string, string> = {}): Promise<unknown> {
  const args = ['--no-warnings', '--import', preload, '--input-type=module', '-e', script]
  const { stdout } = await run(process.execPath, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, STAND_IN_URL: standIn.url, STAND_IN_CLOCK_FILE: standIn.clockFile, ...env },
  })
  return JSON.parse(stdout)
}

test("shopify-api's own client exchanges a token and asks the Admin API, unchanged", async () => {
  const script = `
    import '@shopify/shopify-api/adapters/node'
    import { ApiVersion, LogSeverity, RequestedTokenType, shopifyApi } from '@shopify/shopify-api'
    const shopify = shopifyApi({
      apiKey: '${apiKey}', apiSecretKey: '${apiSecret}', hostName: 'encore.example', isEmbeddedApp: true,
      apiVersion: ApiVersion.October26, logger: { level: LogSeverity.Error },
    })
    const { session } = await shopify.auth.tokenExchange({
      shop: '${shop}', sessionToken: process.env.ID_TOKEN, expiring: true,
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
    })
    const client = new shopify.clients.Graphql({ session })
    const answer = await client.request('{ shop { name myshopifyDomain } }')
    console.log(JSON.stringify({ shop: answer.data.shop, refresh: Boolean(session.refreshToken) }))
  `
  expect(await inProcess(script, { ID_TOKEN: standIn.world.signIdToken() })).toEqual({
    shop: { name: 'Roast & Co.', myshopifyDomain: shop },
    refresh: true,
  })
})

test('a thread of a process lives there too', async () => {
  const script = `
    import { Worker } from 'node:worker_threads'
    const work = "import('node:worker_threads').then(({ parentPort }) => parentPort.postMessage(Date.now()))"
    const thread = new Worker(work, { eval: true })
    thread.once('error', ({ message }) => console.log(JSON.stringify(message)))
    thread.once('message', (now) => console.log(JSON.stringify(now)))
  `
  await standIn.moveClock(86_400_000)
  const now = await inProcess(script, { STAND_IN_LIFELINE: '1' })
  expect(Math.abs(Number(now) - standIn.world.clock.nowMs())).toBeLessThan(10_000)
})

test("a process lives in the world's time and follows when it is moved", async () => {
  const script = `
    const first = { now: Date.now(), made: new Date().getTime(), text: Date.parse(Date()) }
    const given = new Date(5).getTime()
    const isDate = new Date() instanceof Date && new Date().constructor === Date
    await new Promise((resolve) => setTimeout(resolve, 400))
    console.log(JSON.stringify({ first, given, isDate, later: Date.now() }))
  `
  const before = standIn.world.clock.nowMs()
  const answered = inProcess(script)
  const { first, given, isDate } = (await answered) as {
    first: Record<'now' | 'made' | 'text', number>
    given: number
    isDate: boolean
  }
  for (const moment of [first.now, first.made, first.text + 999])
    expect(Math.abs(moment - before)).toBeLessThan(15_000)
  expect([given, isDate]).toEqual([5, true])
  await standIn.moveClock(86_400_000)
  const moved = (await inProcess(script)) as { later: number }
  expect(moved.later - before).toBeGreaterThan(86_400_000)
})

test('other addresses are left alone', async () => {
  const script = `
    const response = await fetch('${standIn.url}/control/state')
    console.log(JSON.stringify({ shop: (await response.json()).shop }))
  `
  expect(await inProcess(script)).toEqual({ shop })
})

test('a process stops when whoever started it is gone without a word', async () => {
  const script = `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')`
  const child = spawn(process.execPath, ['--no-warnings', '--import', preload, '-e', script], {
    env: { ...process.env, STAND_IN_LIFELINE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const ended = once(child, 'exit')
  child.stdin.destroy()
  expect(await ended).toEqual([7, null])
})
