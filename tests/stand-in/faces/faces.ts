import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Faces, StandIn } from '../types.ts'
import { warmAssets } from './assets.ts'
import { readExtensions } from './extension/read-extensions.ts'
import { route } from './routes.ts'
import type { Site } from './site.ts'
import { openTunnel } from './tunnel.ts'
import { readVisit, sendAnswer } from './web.ts'

const EXTENSIONS = join(import.meta.dirname, '../../../extensions')

export type FacesOptions = {
  /** Port of the tunnel, which is the app's public address; 0 takes any free one. */
  tunnelPort?: number
  /** Where the extensions are; the project's own when left out. */
  extensionsFolder?: string
}

/** The pages and the tunnel of a stand-in: `startStandIn({ ..., faces: openFaces() })`. */
export function openFaces({
  tunnelPort = 0,
  extensionsFolder = EXTENSIONS,
}: FacesOptions = {}): (standIn: StandIn) => Promise<Faces> {
  return async (standIn) => {
    const tunnel = await openTunnel({
      port: tunnelPort,
      appUrl: () => standIn.appUrl,
      standInOrigins: [standIn.url, standIn.url.replace('127.0.0.1', 'localhost')],
    })
    const site: Site = { standIn, tunnelUrl: tunnel.url, extensions: () => readExtensions(extensionsFolder) }
    void warmAssets().catch((error: unknown) => console.error('The store could not make its scripts.', error))
    return {
      tunnelUrl: tunnel.url,
      close: () => tunnel.close(),
      handle: (request, response) => handle(site, request, response),
    }
  }
}

async function handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (request.headers['x-stand-in-host']) return false
  if (isByOtherName(request)) {
    sendAnswer(response, { kind: 'redirect', to: site.standIn.url + (request.url ?? '/') })
    return true
  }
  const answer = await route(site, readVisit(request))
  if (!answer) return false
  sendAnswer(response, answer)
  return true
}

/** One name for the store, so that a cart is not lost between `localhost` and `127.0.0.1`. */
function isByOtherName({ method, headers }: IncomingMessage): boolean {
  const isDocument = method === 'GET' && (headers.accept ?? '').includes('text/html')
  return isDocument && /^localhost(:|$)/.test(headers.host ?? '')
}
