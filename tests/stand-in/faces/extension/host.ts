import { DOMRemoteReceiver } from '@remote-dom/core/receivers'
import { containerOf, StandInElement } from './elements/base.ts'
import { defineElements } from './elements/define-elements.ts'
import shapes from './elements.generated.json' with { type: 'json' }
import { type ExtensionFacts, type Request, type ToHost, type ToWorker, unpackFunctions } from './wire.ts'

/** One extension on this page: where it goes, what it may know, where its questions are answered. */
type Placement = { handle: string; facts: ExtensionFacts; hostUrl: string }

const BLOCK_CSS = `:host{display:block}[data-block]{display:block;font:15px/1.45 var(--x-font,system-ui,sans-serif)}[data-block]:empty{display:none}`

defineElements()
for (const mount of document.querySelectorAll<HTMLElement>('[data-extension]')) {
  const facts = document.getElementById(mount.dataset.extension ?? '')?.textContent
  if (facts) run(mount, JSON.parse(facts))
}

/** Runs one extension bundle in a worker of its own and shows what it renders. */
function run(mount: HTMLElement, placement: Placement): void {
  const block = openBlock(mount)
  const worker = new Worker('/assets/extension-worker.js', { name: placement.handle })
  const send = (message: ToWorker) => worker.postMessage(message)
  const receiver = new DOMRemoteReceiver({
    root: block,
    elements: Object.keys(shapes),
    call: (element, method, ...args) => callMethod(element, method, args),
  })
  worker.addEventListener('message', ({ data }: MessageEvent<ToHost>) => {
    if (data.kind === 'mutate') {
      const records = unpackFunctions(
        data.records,
        (id) =>
          (...args) =>
            send({ kind: 'call', id, args: args.map(plain) }),
      )
      receiver.connection.mutate(records as Parameters<typeof receiver.connection.mutate>[0])
    } else if (data.kind === 'request') {
      answer(placement, receiver, data.request).then(
        (value) => send({ kind: 'answer', id: data.id, value }),
        (error: unknown) => send({ kind: 'answer', id: data.id, error: String(error) }),
      )
    } else if (data.kind === 'failed') {
      console.error(`The extension ${placement.handle} failed: ${data.message}`)
    } else {
      mount.dataset.state = 'rendered'
    }
  })
  send({ kind: 'start', facts: placement.facts })
}

function openBlock(mount: HTMLElement): HTMLElement {
  const root = mount.attachShadow({ mode: 'open' })
  root.innerHTML = `<style>${BLOCK_CSS}</style><div data-block></div>`
  const block = root.querySelector<HTMLElement>('[data-block]') ?? mount
  new ResizeObserver(() => refreshAll(block)).observe(block)
  // A block that shows nothing takes no room either.
  new MutationObserver(() => mount.toggleAttribute('data-filled', block.childElementCount > 0)).observe(
    block,
    {
      childList: true,
    },
  )
  return block
}

/** A new width may change responsive values. */
function refreshAll(block: HTMLElement): void {
  for (const element of block.querySelectorAll('*')) {
    if (element instanceof StandInElement && containerOf(element)) element.refresh()
  }
}

async function answer(placement: Placement, receiver: DOMRemoteReceiver, request: Request): Promise<unknown> {
  const key = (name: string) => `extension:${placement.handle}:${name}`
  switch (request.name) {
    case 'sessionToken':
      return (await ask(`${placement.hostUrl}/session-token`, {})).token
    case 'query':
      return ask(`${placement.hostUrl}/query`, { query: request.query, variables: request.variables })
    case 'read':
      return JSON.parse(localStorage.getItem(key(request.key)) ?? 'null')
    case 'write':
      return localStorage.setItem(key(request.key), JSON.stringify(request.value))
    case 'delete':
      return localStorage.removeItem(key(request.key))
    case 'applyCartLines':
      return applyLines(placement.hostUrl, request.change)
    case 'requireLogin':
      return location.assign(`/account/login?return=${encodeURIComponent(location.pathname)}`)
    case 'navigate':
      return location.assign(new URL(request.url, location.href))
    case 'toast':
      return showToast(request.text)
    case 'method':
      return receiver.connection.call(request.element, request.method, ...request.args)
    default:
      return request satisfies never
  }
}

/** Changes the cart, and draws the summary beside it again. */
async function applyLines(hostUrl: string, change: unknown): Promise<Record<string, unknown>> {
  const answer = await ask(`${hostUrl}/lines`, { change })
  if (answer.type !== 'success') return answer
  const page = await (await fetch(location.href)).text()
  const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('.columns > aside')
  if (fresh) document.querySelector('.columns > aside')?.replaceWith(fresh)
  return answer
}

async function ask(url: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The local store answered ${response.status}.`)
  return response.json()
}

function callMethod(element: Element, method: string, args: unknown[]): unknown {
  const allowed = ['focus', 'blur', 'showOverlay', 'hideOverlay', 'toggleOverlay', 'dismiss']
  const found = Reflect.get(element, method)
  if (!allowed.includes(method) || typeof found !== 'function')
    throw new Error(`${element.localName} has no ${method}().`)
  return found.apply(element, args)
}

function showToast(text: string): void {
  const toast = document.createElement('p')
  toast.className = 'toast'
  toast.role = 'status'
  toast.textContent = text
  document.body.append(toast)
  setTimeout(() => toast.remove(), 5000)
}

/** Only plain values cross to the worker. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
