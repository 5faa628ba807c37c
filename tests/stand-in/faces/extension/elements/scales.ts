const SPACE: Record<string, number> = {
  none: 0,
  'small-500': 2,
  'small-400': 4,
  'small-300': 6,
  'small-200': 8,
  'small-100': 10,
  small: 12,
  base: 16,
  large: 20,
  'large-100': 24,
  'large-200': 32,
  'large-300': 40,
  'large-400': 48,
  'large-500': 64,
}

const RADIUS: Record<string, string> = {
  none: '0',
  'small-100': '3px',
  small: '4px',
  base: '8px',
  large: '12px',
  'large-100': '16px',
  max: '999px',
}

const WIDTH: Record<string, string> = {
  none: '0',
  base: '1px',
  large: '2px',
  'large-100': '3px',
  'large-200': '4px',
}

const BACKGROUND: Record<string, string> = {
  transparent: 'transparent',
  base: 'var(--x-surface, #fff)',
  subdued: 'var(--x-subdued, #f5f5f5)',
}

/** Shopify's spacing keywords, one to four of them, as CSS lengths. */
export function spaces(value: unknown): string {
  return words(value)
    .map((word) => (word in SPACE ? `${SPACE[word]}px` : word))
    .join(' ')
}

export function radii(value: unknown): string {
  return words(value)
    .map((word) => RADIUS[word] ?? word)
    .join(' ')
}

export function widths(value: unknown): string {
  return words(value)
    .map((word) => WIDTH[word] ?? word)
    .join(' ')
}

/** The `border` shorthand: size, colour, style. */
export function border(value: unknown): string {
  const [size = 'none', , style = 'solid'] = words(value)
  return size === 'none' ? '' : `${WIDTH[size] ?? '1px'} ${style} var(--x-border, #d9d9d9)`
}

export function background(value: unknown): string {
  return BACKGROUND[typeof value === 'string' ? value : ''] ?? ''
}

/** Lengths pass, numbers are pixels. */
export function size(value: unknown): string {
  if (typeof value === 'number') return `${value}px`
  return typeof value === 'string' && /^\d+$/.test(value) ? `${value}px` : words(value).join(' ')
}

function words(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? value.split(/\s+/) : []
}
