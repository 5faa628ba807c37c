import { useCallback, useMemo, useState } from 'react'
import type { Option } from '../conditions/picker.tsx'
import type { EditorParts, EditorShop, KnownGoods } from './editor-parts.ts'

/** What things are called and cost: what the page came with, and what was found since. */
export function useKnown({
  titles,
  goods,
}: Pick<EditorShop, 'titles' | 'goods'>): Pick<EditorParts, 'titles' | 'goods' | 'found'> {
  const [learned, setLearned] = useState<Option[]>([])
  const found = useCallback((options: Option[]) => setLearned((before) => [...before, ...options]), [])
  return useMemo(() => {
    const knownGoods: Record<string, KnownGoods> = Object.fromEntries(goods.map((each) => [each.id, each]))
    const knownTitles = { ...titles }
    for (const { value, label, imageUrl, isOnSale = true, variants } of learned) {
      knownTitles[value] = label
      if (variants) knownGoods[value] = { title: label, imageUrl, isOnSale, variants }
    }
    return { titles: knownTitles, goods: knownGoods, found }
  }, [titles, goods, learned, found])
}
