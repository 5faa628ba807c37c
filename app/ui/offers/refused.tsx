import { Text } from '@shopify/polaris'
import { listWords } from '../conditions/words.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import type { PreviewedItem } from './previewed.ts'

const texts = offerEditor.preview.refused

/** Which previewed products are offered without the discount, and why: what has the same reason is said once. */
export function Refused({ items }: { items: PreviewedItem[] }) {
  return refusedWords(items).map((text) => (
    <Text key={text} as="p" variant="bodySm" tone="caution">
      {text}
    </Text>
  ))
}

/** One sentence for each reason, in the order in which they first occur. */
export function refusedWords(items: PreviewedItem[]): string[] {
  const titles = new Map<keyof typeof texts, string[]>()
  for (const { incentive, title } of items)
    if (incentive.kind === 'refused') titles.set(incentive.why, [...(titles.get(incentive.why) ?? []), title])
  return [...titles].map(([why, named]) => `${listWords(named, 'conjunction')}: ${texts[why]}`)
}
