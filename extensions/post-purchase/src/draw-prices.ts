import { BlockStack, Separator, Text, TextBlock, Tiles } from '@shopify/post-purchase-ui-extensions'
import type { Breakdown } from './breakdown.ts'
import type { Root } from './root.ts'
import type { TextKey, Words } from './texts.ts'

export type Prices = Breakdown

/** The rows of what will be charged, and the words by which the buyer agrees to it. */
export function drawPrices(root: Root, words: Words) {
  const { say, money } = words
  const block = root.createComponent(BlockStack, { spacing: 'tight' })
  const replace = (children: Parameters<typeof block.appendChild>[0][]) => {
    for (const child of [...block.children]) void block.removeChild(child)
    for (const child of children) void block.appendChild(child)
  }
  const row = (key: TextKey, value: string, isTotal = false) =>
    root.createComponent(Tiles, { spacing: 'tight', maxPerLine: 2, breakAt: 0 }, [
      root.createComponent(TextBlock, { emphasized: isTotal, size: isTotal ? 'medium' : 'small' }, say(key)),
      root.createComponent(TextBlock, { emphasized: isTotal, size: isTotal ? 'medium' : 'small' }, [
        root.createComponent(Text, { emphasized: true }, value),
      ]),
    ])
  const small = (text: string) => root.createComponent(TextBlock, { size: 'small', subdued: true }, text)
  return {
    block,
    /** No figure stands here that might be the last choice's. */
    wait: () => replace([small(say('calculating'))]),
    /** Why there are none. */
    say: (text: string) => replace([root.createComponent(TextBlock, { appearance: 'warning' }, text)]),
    show({ subtotal, shipping, taxes, hasTaxesIncluded, total }: Prices) {
      const shipped = Number(shipping.amount) === 0 ? say('free') : money(shipping)
      replace([
        row('subtotal', money(subtotal)),
        row('shipping', shipped),
        row(hasTaxesIncluded ? 'taxesIncluded' : 'taxes', money(taxes)),
        root.createComponent(Separator),
        row('total', money(total), true),
        small(say('consent', { price: money(total) })),
      ])
    },
  }
}
