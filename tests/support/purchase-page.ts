import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createPostPurchaseDoor } from '../../app/doors/post-purchase.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from './database.ts'
import { product, variant, withPair, withProduct } from './offers.ts'
import { claimsOf, inputData, signed } from './tokens.ts'

/** The post-purchase page of one purchase: each test has one of its own, for the throttle of the door outlives them. */
export const page = { now: noon, reference: '', url: '' }

/** Has the tests of a file ask a door, in a shop where product 2 goes with product 1 and has two variants. */
export function withPurchasePage(): void {
  const database = withDatabase()
  let server: Server
  let purchases = 0
  beforeAll(async () => {
    const keys = { apiKey: 'test-api-key', secrets: ['test-api-secret'] }
    const door = createPostPurchaseDoor({ ...keys, now: () => page.now, bodyWithinMs: 200 })
    server = createServer(door.handle)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    page.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((closed) => server.close(closed)))
  beforeEach(async () => {
    page.now = noon
    purchases += 1
    page.reference = `ref-${purchases}`
    await emptyDatabase(database.url)
    for (const each of [shop, otherShop]) await fill(each)
  })
}

async function fill(each: string): Promise<void> {
  await inShop(each, async (db) => {
    await withProduct(db, 1, { title: 'Chemex' })
    await withProduct(db, 2, {
      title: 'Filter papers',
      variants: [
        { title: 'Small', priceMinor: 950, inventory: 5 },
        { title: 'Large', priceMinor: 1501, inventory: 2 },
      ],
    })
    await withProduct(db, 3)
    await db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 300 } })
    await withPair(db, 1, 2, 37)
  })
}

/** What was answered, as far as tests go on from it; each says what else it expects. */
interface AnsweredJson {
  id: string
  token: string
  choices: Record<string, unknown>[]
  [field: string]: unknown
}

export interface Answered {
  status: number
  text: string
  json: AnsweredJson
}

export async function ask(path: string, body: unknown, bearer?: string): Promise<Answered> {
  const response = await fetch(`${page.url}/api/post-purchase/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer ?? (await token({}))}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, text, json: JSON.parse(text || 'null') }
}

export function token(change: Parameters<typeof inputData>[0], at = noon): Promise<string> {
  const input = { reference: page.reference, ...change }
  const claims = { ...claimsOf('post-purchase', at), exp: undefined }
  return signed({ ...claims, sub: input.reference, input_data: inputData(input) })
}

export function sign(change: Record<string, unknown>, bearer?: string): Promise<Answered> {
  return ask('sign', { variantId: variant(2), quantity: 1, for: 'calculate', ...change }, bearer)
}

/** An offer of product 2 for this purchase, with these terms. */
export async function offered(terms: Record<string, unknown> = {}): Promise<string> {
  const { json } = await ask('offer', { language: 'en' })
  await inShop(shop, async (db) => {
    const kept = await db.purchaseTerms.findFirstOrThrow()
    await db.purchaseTerms.updateMany({ data: { terms: asJson({ ...Object(kept.terms), ...terms }) } })
  })
  return json.id
}

export const gift = { kind: 'gift', productId: product(3), variantId: variant(3), title: 'Product 3' }

/** A rule that offers product 2 on this page. */
export async function withRule(change: object): Promise<void> {
  await inShop(shop, async (db) => {
    await db.variant.updateMany({ data: { costMinor: 300 } })
    const definition = asJson({
      placements: ['post-purchase'],
      when: { kind: 'group', join: 'all', of: [] },
      result: { kind: 'products', productIds: [product(2)] },
      headings: {},
      itemsMax: 1,
      ...change,
    })
    const times = { createdAt: noon, updatedAt: noon }
    await db.rule.create({
      data: { id: 'rule-1', position: 1, status: 'on', name: 'A rule', definition, ...times },
    })
  })
}

/** As if a rule with this second offer had decided. */
export async function withSecond(offerId: string, incentive: object): Promise<void> {
  await inShop(shop, async (db) => {
    const definition = asJson({ second: { incentive } })
    const times = { createdAt: noon, updatedAt: noon }
    await db.rule.create({
      data: { id: 'rule-1', position: 1, status: 'on', name: 'A rule', definition, ...times },
    })
    await db.offer.updateMany({ where: { id: offerId }, data: { ruleId: 'rule-1', ruleVersion: 1 } })
  })
}

export async function setVariant(data: { inventory: number; isOversold?: boolean }): Promise<void> {
  await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data }))
}

export function asJson(value: object): Record<string, never> {
  return JSON.parse(JSON.stringify(value))
}

export function eur(amount: string) {
  return { amount, currency: 'EUR' }
}

export function refused(why: string) {
  return { kind: 'refused', why }
}

export function changesIn({ json }: Answered): unknown {
  return decodeJwt(json.token).changes
}
