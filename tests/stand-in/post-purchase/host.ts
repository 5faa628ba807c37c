import { createRemoteReceiver } from '@remote-ui/core'
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc'
import { components } from './components.ts'
import { draw } from './draw.ts'

/** How long Shopify's checkout waits for ShouldRender. */
const shouldRenderWithinMs = 1_500

interface Facts {
  inputData: object
  scriptUrl: string
  /** Where changesets are calculated and applied. */
  hostUrl: string
  nextUrl: string
}

interface Sandbox {
  load(url: string): void
  shouldRender(api: object): Promise<{ render: boolean }>
  render(channel: unknown, components: string[], api: object): Promise<void>
}

const stage = document.querySelector<HTMLElement>('[data-post-purchase]')
const text = document.getElementById('post-purchase-facts')?.textContent
if (stage && text) void run(stage, JSON.parse(text))

/** Asks the extension whether it has a page, shows it, and otherwise leads on to the confirmation. */
async function run(stage: HTMLElement, { inputData, scriptUrl, hostUrl, nextUrl }: Facts): Promise<void> {
  const goOn = async () => location.replace(nextUrl)
  const sandbox = createEndpoint<Sandbox>(fromWebWorker(new Worker('/assets/post-purchase-worker.js'))).call
  let kept: unknown
  const storage = {
    initialData: undefined as unknown,
    update: async (data: unknown) => {
      kept = data
    },
  }
  const asked = async () => {
    await sandbox.load(scriptUrl)
    return sandbox.shouldRender({
      extensionPoint: 'Checkout::PostPurchase::ShouldRender',
      inputData,
      storage,
    })
  }
  const answer = await Promise.race([asked(), late(shouldRenderWithinMs)]).catch(() => undefined)
  if (!answer?.render) return goOn()
  const receiver = createRemoteReceiver()
  const api = {
    extensionPoint: 'Checkout::PostPurchase::Render',
    inputData,
    storage: { ...storage, initialData: kept },
    calculateChangeset: (changeset: unknown) => post(`${hostUrl}/calculate`, changeset),
    applyChangeset: (changeset: unknown) => post(`${hostUrl}/apply`, changeset),
    done: goOn,
  }
  await sandbox.render(receiver.receive, components, api)
  stage.dataset.state = 'rendered'
  draw(receiver, stage)
}

function late(ms: number): Promise<undefined> {
  return new Promise((end) => setTimeout(() => end(undefined), ms))
}

async function post(url: string, changeset: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ changeset }),
  })
  if (!response.ok) throw new Error(`The local store answered ${response.status}.`)
  return response.json()
}
