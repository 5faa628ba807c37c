import { costOf } from './costs.ts'
import type { Good } from './goods/good.ts'
import { gid } from './ids.ts'
import { localPrice, markets } from './markets.ts'
import { random } from './random.ts'
import type { Product, ProductKind, Variant } from './types/goods.ts'
import type { MarketId } from './types/shop.ts'

const dayMs = 86_400_000

/** Products as Shopify would hold them: ids, prices in each market's money, stock. */
export function catalogue(
  goods: Good[],
  vendor: string,
  seed: number,
  openedAtMs: number,
  firstNumber: number,
): Product[] {
  let variantNumber = firstNumber * 4
  return goods.map((good, index) => {
    const chance = random(seed, 'product', good.handle)
    const id = gid('Product', firstNumber + index)
    const createdAtMs = openedAtMs - chance.int(5, 60) * dayMs
    return {
      id,
      handle: good.handle,
      title: good.title,
      description: good.description,
      vendor,
      kind: good.kind,
      type: typeNames[good.kind],
      tags: good.tags,
      status: 'ACTIVE',
      optionName: optionName(good),
      variants: good.variants.map(([title, grams, euroCents], position): Variant => {
        variantNumber += 1
        return {
          id: gid('ProductVariant', variantNumber),
          productId: id,
          inventoryItemId: gid('InventoryItem', variantNumber),
          title,
          sku: sku(good, position),
          position: position + 1,
          grams,
          prices: prices(euroCents),
          compareAt: null,
          inventory: chance.int(40, 400),
          stockAtMs: createdAtMs,
          tracked: good.kind !== 'gift-card',
          cost: costOf(good.kind, euroCents),
          costAtMs: createdAtMs,
        }
      }),
      createdAtMs,
      updatedAtMs: createdAtMs,
      publishedAtMs: createdAtMs,
      colours: good.colours,
    }
  })
}

const typeNames: Record<ProductKind, string> = {
  beans: 'Coffee',
  decaf: 'Coffee',
  capsules: 'Capsules',
  tea: 'Tea',
  filters: 'Filters',
  brewer: 'Brewer',
  espresso: 'Espresso machine',
  grinder: 'Grinder',
  kettle: 'Kettle',
  scale: 'Scale',
  cup: 'Cup',
  cleaning: 'Cleaning',
  accessory: 'Accessory',
  book: 'Book',
  'gift-card': 'Gift card',
}

function optionName(good: Good): string {
  if (good.variants.length === 1) return 'Title'
  if (good.kind === 'beans' || good.kind === 'decaf' || good.kind === 'tea') return 'Weight'
  if (good.kind === 'gift-card') return 'Value'
  return good.handle === 'chemex' || good.handle === 'moka-pot' ? 'Size' : 'Style'
}

function sku(good: Good, position: number): string {
  return `${good.handle.toUpperCase().replaceAll('-', '').slice(0, 10)}-${position + 1}`
}

function prices(euroCents: number): Record<MarketId, number> {
  const each = markets.map((market) => [market.id, localPrice(euroCents, market)])
  return Object.fromEntries(each) as Record<MarketId, number>
}
