import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core'
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc'

type Extension = (...args: unknown[]) => unknown

const points = new Map<string, Extension>()
const scope = globalThis as unknown as Worker & { importScripts(url: string): void }

Object.assign(globalThis, {
  shopify: {
    extend: (point: string, extension: Extension) => points.set(point, extension),
    reload: () => undefined,
  },
})

const endpoint = createEndpoint(fromWebWorker(scope))

/** What the checkout asks of an extension in its sandbox, as Shopify's does. */
endpoint.expose({
  load: (url: string) => scope.importScripts(url),
  shouldRender(api: { storage: object }) {
    retain(api)
    return pointOf('Checkout::PostPurchase::ShouldRender')(api)
  },
  async render(channel: RemoteChannel, components: string[], api: object) {
    retain(channel)
    retain(api)
    const root = createRemoteRoot(channel, { components })
    await pointOf('Checkout::PostPurchase::Render')(root, api)
    await root.mount()
  },
})

function pointOf(name: string): Extension {
  const extension = points.get(name)
  if (!extension) throw new Error(`The bundle does not extend ${name}.`)
  return extension
}
