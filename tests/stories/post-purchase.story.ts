import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Charge } from '../stand-in/post-purchase/books.ts'
import type { Product } from '../stand-in/world/types/goods.ts'
import type { Order } from '../stand-in/world/types/orders.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy } from './shopper.ts'

const rule = 'rule-of-the-story'

/** One offer between paying and the confirmation. */
export const stories: Story[] = [
  {
    name: 'a guest accepts on the post-purchase page, is charged exactly what it said, and the timeline shows it',
    async tell(scene) {
      const page = await scene.open()
      await payByCard(scene, page, await bought(scene))
      const accept = page.getByRole('button', { name: /^Add to my order, / })
      await accept.waitFor()
      await scene.look(page, 'post-purchase')
      await page.getByLabel('Quantity').selectOption('2')
      await page.getByText('Calculating what it would cost').waitFor({ state: 'detached' })
      await accept.waitFor()
      const said = (await rowOf(page, 'Added to your payment')) ?? ''
      assert.ok((await accept.textContent())?.endsWith(said), 'the button names what will be charged')
      const offered = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
      await accept.dblclick()
      await page.waitForURL(/\/checkout\/thank-you\//)
      const order = orderOn(scene, page)
      const charges = await chargesOf(scene, order)
      assert.deepEqual(
        charges.map(({ kind }) => kind),
        ['purchase', 'added'],
        'it is charged once',
      )
      assert.equal(inEuros(charges[1]?.amount.minor ?? 0), said, 'the books say what the page said')
      const sum = charges.reduce((all, { amount }) => all + amount.minor, 0)
      assert.equal(sum, order.total.buyer, 'all charges together are what the order comes to')
      assert.deepEqual(
        order.lines.slice(1).map(({ title, quantity }) => [title, quantity]),
        [[offered, 2]],
      )
      await until('the app knows that it was accepted', async () => (await answered(scene, 'accepted')) === 1)
      await until('it counts with this order', () => counts(scene, order))
      await readByMerchant(scene, order, offered)
    },
  },
  {
    name: 'what sold out between showing and accepting is refused kindly and costs nothing',
    async tell(scene) {
      const page = await scene.open()
      await payByCard(scene, page, await bought(scene))
      const accept = page.getByRole('button', { name: /^Add to my order, / })
      await accept.waitFor()
      const { world } = scene.store.standIn
      const { rows } = await scene.store.query(
        `select i."variantId" from "OfferItem" i join "Offer" o on o."id" = i."offerId"
          where o."placement" = 'post-purchase' order by o."decidedAt" desc limit 1`,
      )
      const stock = world.variant(rows[0].variantId)?.inventory ?? 0
      world.setInventory(rows[0].variantId, 0)
      await accept.click()
      await page.getByText('It has just sold out. Nothing was charged.').waitFor()
      await scene.look(page, 'post-purchase-sold-out')
      await page.getByRole('button', { name: 'Continue to my order' }).click()
      await page.waitForURL(/\/checkout\/thank-you\//)
      const order = orderOn(scene, page)
      assert.equal((await chargesOf(scene, order)).length, 1)
      assert.equal(order.lines.length, 1)
      world.setInventory(rows[0].variantId, stock)
    },
  },
  {
    name: 'declining brings one gentler offer, and declining that the confirmation',
    async tell(scene) {
      await withSecondOffer(scene)
      const page = await scene.open()
      await payByCard(scene, page, await bought(scene))
      await page.getByRole('button', { name: /^Add to my order, / }).waitFor()
      await page.getByRole('button', { name: 'Decline this offer' }).click()
      await page.getByText('One last suggestion').waitFor()
      await page.getByRole('button', { name: /^Add to my order, / }).waitFor()
      await page.getByText('5% off').waitFor()
      await scene.look(page, 'post-purchase-second')
      await page.getByRole('button', { name: 'Decline this offer' }).click()
      await page.waitForURL(/\/checkout\/thank-you\//)
      assert.equal((await chargesOf(scene, orderOn(scene, page))).length, 1)
      await scene.store.query(`delete from "Rule" where "id" = $1`, [rule])
    },
  },
  {
    name: 'a gift of a rule comes with what is accepted on the post-purchase page, and costs nothing',
    async tell(scene) {
      const product = await bought(scene)
      const { world } = scene.store.standIn
      const gift = world
        .products()
        .find(
          ({ id, status, variants }) => id !== product.id && status === 'ACTIVE' && variants[0]?.inventory,
        )
      const [given] = gift?.variants ?? []
      assert.ok(gift && given, 'there is something to give')
      const { id: productId, title } = gift
      await withRule(scene, { incentive: { kind: 'gift', productId, variantId: given.id, title } })
      await scene.store.query(`update "Variant" set "costMinor" = 1 where "productId" = $1`, [productId])
      const page = await scene.open()
      await payByCard(scene, page, product)
      const accept = page.getByRole('button', { name: /^Add to my order, / })
      await page.getByText(`With ${title} for free`).waitFor()
      await accept.waitFor()
      await scene.look(page, 'post-purchase-gift')
      const said = (await rowOf(page, 'Added to your payment')) ?? ''
      await accept.click()
      await page.waitForURL(/\/checkout\/thank-you\//)
      const order = orderOn(scene, page)
      const [, added] = await chargesOf(scene, order)
      assert.equal(inEuros(added?.amount.minor ?? 0), said, 'only what was accepted is charged')
      assert.equal(order.lines.at(-1)?.variantId, given.id, 'the gift is in the order')
      await scene.store.query(`delete from "Rule" where "id" = $1`, [rule])
    },
  },
  {
    name: 'who pays with a wallet meets no page in between, and the confirmation takes over',
    async tell(scene) {
      const page = await scene.open()
      const seen: string[] = []
      page.on('framenavigated', (frame) => seen.push(frame.url()))
      await buy(scene, page, await bought(scene))
      assert.equal(seen.filter((url) => url.includes('/post-purchase/')).length, 0)
      await page.locator('[data-extension][data-filled]').waitFor()
    },
  },
]

/** A product with which something can be offered that is on the shelf. */
async function bought({ store }: Scene): Promise<Product> {
  const { rows } = await store.query(
    `select "productId", "otherProductId" from "ProductPair" where "buyers" >= 4 order by "buyers" desc limit 100`,
  )
  const { world } = store.standIn
  const isOnShelf = (id: string) => {
    const product = world.product(id)
    return product?.status === 'ACTIVE' && product.variants.every(({ inventory }) => inventory > 5)
  }
  const pair = rows.find(({ productId, otherProductId }) => isOnShelf(productId) && isOnShelf(otherProductId))
  const product = pair && world.product(pair.productId)
  if (!product) throw new Error('The simulated past has no pair of products to tell this story with.')
  return product
}

/** Buys without an account and pays with the card; ends on the post-purchase page. */
async function payByCard({ store: { standIn } }: Scene, page: Page, product: Product): Promise<void> {
  await page.goto(`${standIn.url}/shop/products/${product.handle}`)
  await page.locator('form[action="/cart/add"] button').first().click()
  await page.goto(`${standIn.url}/checkout`)
  await page.locator('form.checkout-form button.primary').click()
  await page.waitForURL(/\/checkout\/post-purchase\//)
}

async function rowOf(page: Page, label: string): Promise<string | undefined> {
  const text = await page.locator('.pp-Tiles', { hasText: label }).textContent()
  return text?.slice(label.length)
}

function orderOn({ store }: Scene, page: Page): Order {
  const order = store.standIn.world.orderByToken(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  assert.ok(order, 'the confirmation is of an order')
  return order
}

async function chargesOf({ store: { standIn } }: Scene, { id }: Order): Promise<Charge[]> {
  return (await fetch(`${standIn.url}/control/charges?order=${encodeURIComponent(id)}`)).json()
}

function inEuros(minor: number): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100)
}

async function answered({ store }: Scene, status: string): Promise<number> {
  const { rows } = await store.query(
    `select count(*)::int as "count" from "Offer" where "placement" = 'post-purchase' and "status"::text = $1`,
    [status],
  )
  return rows[0]?.count ?? 0
}

/** Whether what was accepted after payment is counted as bought with this order. */
async function counts({ store }: Scene, { id }: Order): Promise<boolean> {
  const { rows } = await store.query(
    `select from "OfferItem" i join "Offer" o on o."shopId" = i."shopId" and o."id" = i."offerId"
      where o."placement" = 'post-purchase' and i."boughtOrderId" = $1`,
    [id],
  )
  return rows.length === 1
}

/** A rule that offers a little less the second time. */
async function withSecondOffer(scene: Scene): Promise<void> {
  await withRule(scene, { second: { incentive: { kind: 'percentage', percent: 5 } } })
}

/** A rule of the page after payment that is on, with goods whose cost is known. */
async function withRule({ store }: Scene, change: object): Promise<void> {
  const definition = {
    placements: ['post-purchase'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 1,
    ...change,
  }
  await store.query(
    `insert into "Rule" ("shopId", "id", "position", "status", "name", "definition", "createdAt", "updatedAt")
     select "id", $1, 1, 'on', 'After paying', $2, now(), now() from "Shop" where "id" = $3`,
    [rule, JSON.stringify(definition), store.standIn.world.shop.domain],
  )
  await store.query(`update "Variant" set "costMinor" = 100 where "costMinor" is null`)
}

async function readByMerchant(scene: Scene, { customerId }: Order, title: string): Promise<void> {
  const { page, app } = await scene.openAdmin(`/app/customers/${customerId?.split('/').at(-1)}`)
  const placed = app.locator('summary', { hasText: 'Placed' }).first()
  await placed.click()
  await app.getByText(title).first().waitFor()
  await scene.look(page, 'post-purchase-timeline')
}
