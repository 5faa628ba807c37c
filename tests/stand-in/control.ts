import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson, fieldsOf } from './http.ts'
import { booksOf } from './post-purchase/books.ts'
import type { ApiFault, StandIn } from './types.ts'
import { WorldRefusal } from './world/order-building.ts'
import type { PlaceOrder } from './world/types/buying.ts'
import type { Mischief } from './world/types/log.ts'
import type { Gid } from './world/types/shop.ts'
import type { World } from './world/types/world.ts'

const stepsMs: Record<string, number> = { day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 }
const moveMaxMs = 366 * 86_400_000
const modes: Mischief['mode'][] = ['normal', 'twice', 'late', 'out-of-order', 'drop']

type Fields = Record<string, unknown>
type Control = (standIn: StandIn, world: World, fields: Fields) => unknown

/** `/control/*`: what the front page, stories and fault runs ask of the stand-in, in JSON. */
export async function control(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', standIn.url)
  if (!url.pathname.startsWith('/control/')) return false
  const name = url.pathname.slice('/control/'.length)
  if (name === 'events') return events(standIn, request, response, url)
  const action = controls[`${request.method} ${name}`]
  if (!action) {
    answerJson(response, 404, { error: `There is no ${request.method} /control/${name}.` })
    return true
  }
  try {
    const fields = request.method === 'POST' ? await fieldsOf(request) : Object.fromEntries(url.searchParams)
    const world = standIn.worlds.get(String(fields.shop ?? standIn.world.shop.domain))
    if (!world) throw new WorldRefusal(`There is no shop ${String(fields.shop)}.`)
    answerJson(response, 200, (await action(standIn, world, fields)) ?? {})
  } catch (error) {
    const isRefusal = error instanceof WorldRefusal || error instanceof SyntaxError
    answerJson(response, isRefusal ? 422 : 500, {
      error: error instanceof Error ? error.message : String(error),
    })
  }
  return true
}

const id = <K extends string>(fields: Fields, name = 'id') => String(fields[name] ?? '') as Gid<K>

const controls: Record<string, Control> = {
  'GET state': (standIn, world) => ({
    shop: world.shop.domain,
    now: world.clock.now().toISOString(),
    offsetMs: world.clock.offsetMs(),
    mischief: standIn.mischief,
    pendingDeliveries: standIn.pendingDeliveries(),
    orders: world.orders().length,
    customers: world.customers().length,
    products: world.products().length,
    installation: world.installation,
    counts: standIn.counts,
    appUrl: standIn.appUrl ?? null,
    tunnelUrl: standIn.tunnelUrl,
  }),
  'GET log': (standIn, _world, fields) => standIn.log.recent(Number(fields.limit ?? 100)),
  'POST clock/move': (standIn, _world, fields) => {
    const ms = stepsMs[String(fields.by)] ?? Number(fields.ms)
    if (!(ms >= 0 && ms <= moveMaxMs))
      throw new WorldRefusal('Move by "day", "week", "month" or ms within a year.')
    return standIn.moveClock(ms)
  },
  'POST mischief': (standIn, _world, fields) => {
    const mode = modes.find((each) => each === fields.mode)
    if (!mode) throw new WorldRefusal(`The mode is one of ${modes.join(', ')}.`)
    standIn.setMischief(fields.rate === undefined ? { mode } : { mode, rate: Number(fields.rate) })
    return standIn.mischief
  },
  'POST app': (standIn, _world, fields) => {
    standIn.appUrl = String(fields.url)
    return { appUrl: standIn.appUrl }
  },
  'POST orders': (_standIn, world, fields) => world.placeOrder(fields as unknown as PlaceOrder),
  'GET charges': (_standIn, world, fields) => booksOf(world).charges(String(fields.order)),
  'POST orders/fulfil': (_standIn, world, fields) => world.fulfilOrder(id(fields)),
  'POST orders/parcel': (_standIn, world, fields) =>
    world.moveParcel(id(fields), fields.status as 'delivered'),
  'POST orders/refund': (_standIn, world, fields) =>
    world.refundOrder({ ...fields, orderId: id(fields) } as Parameters<World['refundOrder']>[0]),
  'POST orders/return': (_standIn, world, fields) => world.requestReturn(id(fields)),
  'POST orders/return/move': (_standIn, world, fields) =>
    world.moveReturn(id(fields), fields.step as 'close'),
  'POST orders/cancel': (_standIn, world, fields) => world.cancelOrder(id(fields), 'customer'),
  'POST customers/consent': (_standIn, world, fields) =>
    world.setConsent(id(fields), fields.state as 'subscribed'),
  'POST customers/merge': (_standIn, world, fields) =>
    world.mergeCustomers(id(fields, 'kept'), id(fields, 'gone')),
  'POST customers/delete': (_standIn, world, fields) => world.deleteCustomer(id(fields)),
  'POST customers/data-request': (_standIn, world, fields) => world.requestCustomerData(id(fields)),
  'POST customers/redact': (_standIn, world, fields) => world.redactCustomer(id(fields)),
  'POST storefront': (_standIn, world, fields) => {
    world.storefront.isClosed = fields.isClosed === true
    return world.storefront
  },
  'POST products/status': (_standIn, world, fields) =>
    world.updateProduct(id(fields), { status: fields.status as 'ACTIVE' }),
  'POST collections': (_standIn, world, fields) =>
    world.createCollection(fields as Parameters<World['createCollection']>[0]),
  'POST collections/update': (_standIn, world, fields) =>
    world.updateCollection(id(fields), fields as Parameters<World['updateCollection']>[1]),
  'POST collections/delete': (_standIn, world, fields) => world.deleteCollection(id(fields)),
  'POST products/tags': (_standIn, world, fields) =>
    world.updateProduct(id(fields), { tags: fields.tags as string[] }),
  'POST products/cost': (_standIn, world, fields) =>
    world.setCost(id(fields), fields.cost === null ? null : Number(fields.cost)),
  'POST products/stock': (_standIn, world, fields) => world.setInventory(id(fields), Number(fields.quantity)),
  'POST app/install': (_standIn, world, fields) => world.install(fields.scopes as string[] | undefined),
  'POST app/uninstall': (_standIn, world) => world.uninstall(),
  'POST shop/redact': (_standIn, world) => world.redactShop(),
  'POST deliver': (standIn, world, fields) => ({
    webhookId: standIn.deliver({
      topic: String(fields.topic),
      body: String(fields.body),
      shop: world.shop.domain,
    }),
  }),
  'POST settled': (standIn) => standIn.settled(),
  'POST faults': (standIn, _world, fields) =>
    standIn.faults.next(fields.fault as ApiFault, Number(fields.times ?? 1)),
  'POST faults/clear': (standIn) => standIn.faults.clear(),
  'POST bucket': (standIn, _world, fields) =>
    standIn.faults.setBucket(Number(fields.size), Number(fields.restorePerSecond)),
  'POST tokens/admin': (_standIn, world) => ({ token: world.signIdToken() }),
  'POST tokens/checkout': (_standIn, world, fields) => ({
    token: world.signCheckoutToken(fields.customerId ? id<'Customer'>(fields, 'customerId') : null),
  }),
}

// Server-sent events: first what is remembered, then everything new.
function events(standIn: StandIn, request: IncomingMessage, response: ServerResponse, url: URL): boolean {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const since = Number(request.headers['last-event-id'] ?? url.searchParams.get('since') ?? 0)
  const send = (entry: { seq: number }) =>
    response.write(`id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`)
  for (const entry of standIn.log.recent()) if (entry.seq > since) send(entry)
  const stop = standIn.log.follow(send)
  request.on('close', stop)
  return true
}
