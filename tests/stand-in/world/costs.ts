import type { ProductKind } from './types/goods.ts'

// What a small roastery pays of its own price, in percent: little for what it roasts, much for other makers' machines.
const costPercents: Partial<Record<ProductKind, number>> = {
  beans: 38,
  decaf: 41,
  capsules: 45,
  tea: 36,
  filters: 48,
  brewer: 58,
  espresso: 74,
  grinder: 68,
  kettle: 62,
  scale: 63,
  cup: 44,
  cleaning: 46,
}

/**
 * What one costs the shop, in its cents. Nobody wrote it down for books, accessories and gift cards: merchants leave
 * the field empty where they do not know.
 */
export function costOf(kind: ProductKind, euroCents: number): number | null {
  const percent = costPercents[kind]
  return percent === undefined ? null : Math.round((euroCents * percent) / 100)
}
