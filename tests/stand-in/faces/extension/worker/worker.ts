import '@remote-dom/core/polyfill'
import { BatchingRemoteConnection, RemoteRootElement } from '@remote-dom/core/elements'
import { type Callback, packFunctions, type Request, type ToHost, type ToWorker } from '../wire.ts'
import { defineRemoteElements } from './elements.ts'
import { createShopify } from './shopify-api.ts'

type Extend = (...args: unknown[]) => unknown

const targets = new Map<string, Extend>()
const callbacks: Callback[] = []
const numbers = new WeakMap<Callback, number>()
const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>()
let asked = 0

const post = (message: ToHost) => self.postMessage(message)

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'start') start(data.facts).catch(fail)
  else if (data.kind === 'call') callbacks[data.id]?.(...data.args)
  else answer(data)
})
self.addEventListener('unhandledrejection', ({ reason }) => fail(reason))
self.addEventListener('error', ({ message }) => fail(message))

async function start(facts: Extract<ToWorker, { kind: 'start' }>['facts']): Promise<void> {
  const shopify = {
    ...createShopify(facts, ask),
    extend: (target: string, render: Extend) => targets.set(target, render),
    reload: () => undefined,
  }
  Object.assign(globalThis, { shopify })
  if (!facts.capabilities.includes('network_access')) forbidNetwork()
  connectBody()
  importBundle(facts.scriptUrl)
  const render = targets.get(facts.target)
  if (!render) throw new Error(`The bundle does not extend ${facts.target}.`)
  await render(shopify)
  post({ kind: 'rendered' })
}

/** Extensions render into `document.body`, as in Shopify's checkout; here that is the remote root. */
function connectBody(): void {
  defineRemoteElements()
  customElements.define('remote-root', RemoteRootElement)
  const root = document.createElement('remote-root') as RemoteRootElement
  root.connect(
    new BatchingRemoteConnection({
      mutate: (records) => post({ kind: 'mutate', records: packFunctions(records, numberOf) as unknown[] }),
      call: (element, method, ...args) => ask({ name: 'method', element, method, args }),
    }),
  )
  Object.defineProperty(document, 'body', { value: root, configurable: true })
}

function importBundle(url: string): void {
  const scope = globalThis as unknown as { importScripts(url: string): void }
  scope.importScripts(url)
}

function forbidNetwork(): void {
  const refuse = async () => {
    throw new Error('fetch() needs network_access = true in shopify.extension.toml.')
  }
  Object.assign(globalThis, { fetch: refuse })
}

function ask(request: Request): Promise<unknown> {
  asked += 1
  const id = asked
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    post({ kind: 'request', id, request })
  })
}

function answer({ id, value, error }: Extract<ToWorker, { kind: 'answer' }>): void {
  const waits = waiting.get(id)
  waiting.delete(id)
  if (error === undefined) waits?.resolve(value)
  else waits?.reject(new Error(error))
}

function numberOf(callback: Callback): number {
  const known = numbers.get(callback)
  if (known !== undefined) return known
  callbacks.push(callback)
  numbers.set(callback, callbacks.length - 1)
  return callbacks.length - 1
}

function fail(reason: unknown): void {
  const message = reason instanceof Error ? `${reason.message}\n${reason.stack ?? ''}` : String(reason)
  post({ kind: 'failed', message })
}
