import type { ProductKind } from '../types/goods.ts'

/** One product of the catalogue: euro cents, grams. */
export interface Good {
  handle: string
  title: string
  kind: ProductKind
  variants: [title: string, grams: number, euroCents: number][]
  /** "cheap", "middle" or "fine" for what people buy by price band; "season:..." for when. */
  tags: string[]
  description: string
  colours: [string, string]
}

/** Sold by the bag, small and large. */
export const beans = (
  handle: string,
  title: string,
  euroCents: number,
  tags: string,
  description: string,
  colours: [string, string],
  kind: ProductKind = 'beans',
): Good => ({
  handle,
  title,
  kind,
  variants: [
    ['250 g', 250, euroCents],
    ['1 kg', 1000, Math.round((euroCents * 3.5) / 50) * 50],
  ],
  tags: tags.split(' '),
  description,
  colours,
})

/** Of one size. */
export const one = (
  handle: string,
  title: string,
  kind: ProductKind,
  euroCents: number,
  grams: number,
  tags: string,
  description: string,
  colours: [string, string],
): Good => ({
  handle,
  title,
  kind,
  variants: [['Default Title', grams, euroCents]],
  tags: tags.split(' '),
  description,
  colours,
})

/** Of several sizes. */
export const sized = (
  handle: string,
  title: string,
  kind: ProductKind,
  variants: Good['variants'],
  tags: string,
  description: string,
  colours: [string, string],
): Good => ({ handle, title, kind, variants, tags: tags.split(' '), description, colours })
