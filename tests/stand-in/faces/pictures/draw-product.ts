import type { Product } from '../../world/types/goods.ts'
import { escapeHtml } from '../html.ts'
import { brewers } from './brewers.ts'
import { darken, lighten, lightness, mix } from './colour.ts'
import type { Drawing, Inks } from './drawing.ts'
import { goods } from './goods.ts'
import { tools } from './tools.ts'

type Drawable = Pick<Product, 'handle' | 'title' | 'kind' | 'colours'>

const DRAWINGS: Record<string, Drawing> = { ...goods, ...brewers, ...tools }

/** Words in a product's handle that say what it looks like, the first that matches wins. */
const LOOKS: [RegExp, string][] = [
  [/gift-?card|voucher/, 'gift-card'],
  [/chemex/, 'chemex'],
  [/french|plunger/, 'french-press'],
  [/aero/, 'aeropress'],
  [/moka/, 'moka'],
  [/cold-?brew/, 'cold-brew'],
  [/pitcher|jug/, 'jug'],
  [/tamper/, 'tamper'],
  [/scoop|spoon/, 'scoop'],
  [/canister|vault|airscape|jar/, 'canister'],
  [/server|carafe/, 'carafe'],
  [/thermometer/, 'thermometer'],
  [/portafilter|basket|distribut|wdt/, 'portafilter'],
  [/descal|tablet|powder|detergent/, 'tablets'],
  [/brush/, 'brush'],
  [/cloth|towel|apron/, 'cloth'],
  [/travel|tumbler|flask|keep/, 'tumbler'],
  [/glass(es)?\b|cortado/, 'glass'],
  [/espresso-cup|demitasse/, 'espresso-cup'],
  [/metal-filter|mesh|steel-filter/, 'metal-filter'],
  [/hand-grinder|manual/, 'hand-grinder'],
]

const BY_KIND: Record<Product['kind'], string> = {
  beans: 'bag',
  decaf: 'bag',
  capsules: 'capsules',
  tea: 'tin',
  filters: 'filters',
  brewer: 'dripper',
  espresso: 'espresso-machine',
  grinder: 'grinder',
  kettle: 'kettle',
  scale: 'scale',
  cup: 'mug',
  cleaning: 'tablets',
  accessory: 'scoop',
  book: 'book',
  'gift-card': 'gift-card',
}

/** A product as a small drawing (SVG, square). The same product is always drawn the same. */
export function drawProduct(product: Drawable): string {
  const [main, accent] = product.colours
  const ground = groundOf(main, accent)
  const inks: Inks = {
    main,
    shade: darken(main, 0.22),
    light: lighten(main, 0.4),
    accent,
    line: darken(main, 0.72),
    paper: lighten(ground, 0.82),
  }
  const draw = DRAWINGS[lookOf(product)] ?? DRAWINGS.bag
  const label = escapeHtml(shortName(product.title))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${escapeHtml(product.title)}">
<rect width="400" height="400" fill="${inks.paper}"/>
<circle cx="200" cy="196" r="150" fill="${lighten(ground, 0.66)}"/>
<ellipse cx="200" cy="333" rx="118" ry="10" fill="${darken(inks.paper, 0.14)}"/>
<g stroke-linecap="round" stroke-linejoin="round">${draw?.(inks, label) ?? ''}</g>
</svg>`
}

/** Goods of pale colours stand before something darker, or they would not be seen. */
function groundOf(main: string, accent: string): string {
  const paler = Math.max(lightness(main), lightness(accent))
  return paler > 0.8 ? darken(mix(accent, '#b58a62', 0.35), 0.12) : accent
}

const LOOK_KINDS = new Set<Product['kind']>([
  'beans',
  'decaf',
  'capsules',
  'tea',
  'book',
  'filters',
  'gift-card',
])

function lookOf(product: Drawable): string {
  if (product.kind === 'filters' && /metal|mesh|steel/.test(product.handle)) return 'metal-filter'
  if (LOOK_KINDS.has(product.kind)) return BY_KIND[product.kind]
  return LOOKS.find(([words]) => words.test(product.handle))?.[1] ?? BY_KIND[product.kind]
}

function shortName(title: string): string {
  const [first = '', second = ''] = title.split(/[\s,]+/)
  const name = first.length + second.length < 10 ? `${first} ${second}`.trim() : first
  return name.length > 12 ? `${name.slice(0, 11)}.` : name
}
