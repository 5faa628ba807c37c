import { Banner, BlockStack, Button, Heading, Layout } from '@shopify/post-purchase-ui-extensions'
import { clear, type Root } from './root.ts'
import type { TextKey, Words } from './texts.ts'

/** Why an acceptance did not go its usual way. The first five cost nothing. */
export type Ending = Extract<
  TextKey,
  'soldOut' | 'changed' | 'notCharged' | 'late' | 'failed' | 'taken' | 'unpaid' | 'unsure'
>

/** Says kindly what became of the product, and leads on to the order. */
export function drawEnding(
  root: Root,
  { say }: Words,
  { ending, productTitle }: { ending: Ending; productTitle: string },
  onContinue: () => void,
): void {
  const heading = root.createComponent(Heading, { level: 1 }, productTitle)
  const banner = root.createComponent(Banner, { status: 'info', title: say(ending) })
  const button = root.createComponent(Button, { onPress: onContinue }, say('continue'))
  const stack = root.createComponent(BlockStack, { spacing: 'loose' }, [heading, banner, button])
  clear(root)
  void root.appendChild(root.createComponent(Layout, { maxInlineSize: 600 }, [stack]))
}
