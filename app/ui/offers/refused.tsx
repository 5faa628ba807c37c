import { Text } from '@shopify/polaris'
import type { Placement } from '../../contract/offer.ts'
import { listWords } from '../conditions/words.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import type { PreviewedItem } from './previewed.ts'

const { refused: texts, refusedInCheckout } = offerEditor.preview

/** Which previewed products are offered without the discount, and why: what has the same reason is said once. */
export function Refused({ items, placement }: { items: PreviewedItem[]; placement: Placement }) {
  return refusedWords(items, placement).map((text) => (
    <Text key={text} as="p" variant="bodySm" tone="caution">
      {text}
    </Text>
  ))
}

/** One sentence for each reason, in the order in which they first occur. */
export function refusedWords(items: PreviewedItem[], placement: Placement): string[] {
  const titles = new Map<keyof typeof texts, string[]>()
  for (const { incentive, title } of items)
    if (incentive.kind === 'refused') titles.set(incentive.why, [...(titles.get(incentive.why) ?? []), title])
  const isCheckout = placement === 'checkout'
  return [...titles].map(([why, named]) => {
    const said = isCheckout && why === 'not-proven' ? refusedInCheckout : texts[why]
    return `${listWords(named, 'conjunction')}: ${said}`
  })
}
