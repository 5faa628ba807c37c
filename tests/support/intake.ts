import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebhookDoor, type WebhookDoorOptions } from '../../app/doors/webhooks.ts'
import type { ChangeHandlers } from '../../app/features/orders/apply-changes.ts'
import { workShop } from '../../app/features/orders/work-shop.ts'
import { type VerifyInstalled, workGraveDelivery } from '../../app/features/shop/work-grave-delivery.ts'
import { inShop } from '../../app/store/database.server.ts'
import { keepDeliveries } from './bodies.ts'
import { noon, shop } from './database.ts'

/** The secret that test deliveries are signed with. */
export const secret = 'test-api-secret'

/** A webhook as a test sends it. */
export interface Webhook {
  topic?: string
  shop?: string
  id?: string
  triggeredAt?: Date
  secret?: string
  /** Replaces or, with undefined, leaves out headers. */
  headers?: Record<string, string | undefined>
}

let count = 0

/** The headers Shopify would send with this body. */
export function webhookHeaders(body: Buffer | string, webhook: Webhook = {}): Record<string, string> {
  count += 1
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-shopify-topic': webhook.topic ?? 'orders/create',
    'x-shopify-shop-domain': webhook.shop ?? shop,
    'x-shopify-webhook-id': webhook.id ?? `webhook-${count}`,
    'x-shopify-api-version': '2026-10',
    'x-shopify-hmac-sha256': createHmac('sha256', webhook.secret ?? secret)
      .update(body)
      .digest('base64'),
    ...(webhook.triggeredAt && { 'x-shopify-triggered-at': webhook.triggeredAt.toISOString() }),
    ...webhook.headers,
  }
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** A webhook door of its own on a free port. */
export interface OpenDoor {
  url: string
  server: Server
  send(body: Buffer | string, webhook?: Webhook): Promise<number>
  close(): Promise<void>
}

/** Opens the real door over real HTTP. */
export async function openDoor(options: Partial<WebhookDoorOptions> = {}): Promise<OpenDoor> {
  const door = createWebhookDoor({ secrets: [secret], ...options })
  const server = createServer((request, response) => door.handle(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // It listens on TCP.
  const url = `http://127.0.0.1:${port}/webhooks/shopify`
  return {
    url,
    server,
    send: async (body, webhook) => {
      const sent = typeof body === 'string' ? body : new Uint8Array(body)
      const response = await fetch(url, {
        method: 'POST',
        body: sent,
        headers: webhookHeaders(body, webhook),
      })
      await response.arrayBuffer()
      return response.status
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await door.close()
    },
  }
}

/** Puts a delivery in the queue without the door, received at `at`. Returns its id. */
export async function putDelivery(
  topic: string,
  payload: object | string | Buffer,
  {
    at = noon,
    shopId = shop,
    id,
    triggeredAt,
  }: { at?: Date; shopId?: string; id?: string; triggeredAt?: Date } = {},
): Promise<string> {
  count += 1
  const body = Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
  const delivery = {
    shopId,
    id: id ?? `delivery-${count}`,
    topic,
    apiVersion: undefined,
    eventId: undefined,
    triggeredAt,
    receivedAt: at,
    body: new Uint8Array(body),
  }
  await keepDeliveries(delivery)
  return delivery.id
}

const installed: VerifyInstalled = async () => 'installed'

/** Works everything that is due at `now`, as the worker would, and returns when nothing is due any more. */
export async function workAll({
  shopId = shop,
  now = noon,
  verifyInstalled = installed,
  handlers = { onBulkFinished: async () => undefined },
}: {
  shopId?: string
  now?: Date
  verifyInstalled?: VerifyInstalled
  handlers?: ChangeHandlers
} = {}): Promise<void> {
  const grave: string[] = []
  const turn = {
    shop: shopId,
    handlers,
    now: () => now,
    onGrave: (_: string, id: string) => void grave.push(id),
  }
  let handled = 1
  while (handled > 0) handled = await workShop(turn)
  for (const id of grave) await workGraveDelivery({ shop: shopId, id, verifyInstalled, now: () => now })
}

/** The status and error of a delivery. */
export async function deliveryNow(id: string, shopId = shop) {
  const found = await inShop(shopId, (db) => db.delivery.findFirst({ where: { id } }))
  return (
    found && {
      status: found.status,
      error: found.error,
      attempts: found.attempts,
      bodyBytes: found.body.length + found.pieceBytes,
    }
  )
}
