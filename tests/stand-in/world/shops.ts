import { catalogue } from './catalogue.ts'
import { collectionsOf } from './collections.ts'
import { roastGoods, teaGoods } from './goods.ts'
import { gid } from './ids.ts'
import { type Life, startLife } from './life.ts'
import { markets } from './markets.ts'
import { random } from './random.ts'
import { dropCustomer, emptyState, keepCustomer, keepOrder, keepProduct, type State } from './state.ts'
import type { ShopFacts } from './types/shop.ts'

const dayMs = 86_400_000

export const roastAndCo: ShopFacts = {
  id: gid('Shop', 1),
  domain: 'roast-and-co.myshopify.com',
  name: 'Roast & Co.',
  email: 'hello@roast-and-co.example.com',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  locale: 'en',
  country: 'DE',
  owner: {
    userId: '77110022',
    firstName: 'Mara',
    lastName: 'Röster',
    email: 'mara@roast-and-co.example.com',
  },
  markets,
}

export const teaHouse: ShopFacts = {
  ...roastAndCo,
  id: gid('Shop', 2),
  domain: 'tea-house.myshopify.com',
  name: 'Tea House',
  email: 'hello@tea-house.example.com',
  owner: { userId: '77110033', firstName: 'Tomo', lastName: 'Hoshi', email: 'tomo@tea-house.example.com' },
}

export interface Past {
  state: State
  life: Life
}

/** The shop with all its past: the same for the same seed, size and end. */
export function pastOf(
  shop: ShopFacts,
  seed: number,
  size: { customers: number; days: number; startedAtMs: number },
): Past {
  const isTea = shop.domain === teaHouse.domain
  const firstNumber = isTea ? 3 : 1
  const state = emptyState(shop, seed, firstNumber)
  const opened = size.startedAtMs - size.days * dayMs
  const goods = isTea ? teaGoods : roastGoods
  for (const product of catalogue(goods, shop.name, seed, opened, firstNumber * 200))
    keepProduct(state, product)
  for (const each of collectionsOf(state, opened)) state.collections.set(each.id, each)
  // Some who look around have not bought yet when the past ends.
  const people = Math.round(size.customers * lookersShare)
  const life = startLife(state, { ...size, customers: people })
  life.live(size.startedAtMs, true, () => {})
  tidyUp(state, size.startedAtMs)
  return { state, life }
}

const lookersShare = 1.045
const mergedPairs = 5
const deletedCustomers = 4

// What two years leave behind: accounts merged and deleted, coffees sold out, one not sold any more.
function tidyUp(state: State, nowMs: number): void {
  const chance = random(state.seed, 'tidy-up')
  const all = [...state.customers.values()]
  const onceOnly = all.filter((customer) => customer.ordersCount === 1)
  const loyal = all.filter((customer) => customer.ordersCount > 4)
  for (let pair = 0; pair < mergedPairs && loyal.length > 0 && onceOnly.length > 20; pair += 1) {
    const gone = onceOnly.splice(chance.int(0, onceOnly.length - 1), 1)[0]
    const kept = chance.pick(loyal)
    if (gone) giveOrders(state, gone.id, kept.id)
  }
  for (let index = 0; index < deletedCustomers && onceOnly.length > 10; index += 1) {
    const gone = onceOnly.splice(chance.int(0, onceOnly.length - 1), 1)[0]
    if (gone) giveOrders(state, gone.id, null)
  }
  for (const [handle, status] of [['peru-cajamarca', 'ARCHIVED']] as const) {
    const product = state.productsByHandle.get(handle)
    if (product) Object.assign(product, { status, publishedAtMs: null, updatedAtMs: nowMs - 9 * dayMs })
  }
  for (const variant of state.productsByHandle.get('panama-geisha')?.variants ?? [])
    Object.assign(variant, { inventory: 0, stockAtMs: nowMs - 3 * dayMs })
}

function giveOrders(state: State, fromId: string, toId: string | null): void {
  const kept = toId ? state.customers.get(toId) : undefined
  for (const order of [...(state.ordersByCustomer.get(fromId) ?? [])]) {
    const moved = { ...order, customerId: kept?.id ?? null }
    keepOrder(state, moved)
    if (kept) {
      kept.ordersCount += 1
      kept.spentMinor += order.total.shop
    }
  }
  if (kept) keepCustomer(state, kept)
  dropCustomer(state, fromId)
}
