import type { ExtensionPoints } from '@shopify/post-purchase-ui-extensions'

/** What the page draws on. */
export type Root = Parameters<ExtensionPoints['Checkout::PostPurchase::Render']>[0]

/** Removes all that was drawn. */
export function clear(root: Root): void {
  for (const child of [...root.children]) void root.removeChild(child)
}
