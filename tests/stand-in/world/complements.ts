import type { Product } from './types/goods.ts'

// What the merchant wrote into Shopify's Search & Discovery app: Shopify makes up none of these by itself.
const complements: Record<string, string[]> = {
  'v60-dripper': ['v60-filters', 'gooseneck-kettle', 'brew-scale'],
  chemex: ['chemex-filters', 'bamboo-stirrer', 'gooseneck-kettle'],
  aeropress: ['aeropress-filters', 'metal-filter-aeropress'],
  'kalita-wave': ['kalita-filters'],
  'compact-espresso-machine': ['tamper', 'milk-pitcher', 'descaler'],
  'lever-espresso-machine': ['tamper', 'knock-box', 'espresso-cups'],
  'earl-grey': ['stoneware-cup'],
}

/** The handles of what goes with this product, in the merchant's order. */
export function complementsOf({ handle }: Product): string[] {
  return complements[handle] ?? []
}
