type Rgb = [number, number, number]

/** Two `#rrggbb` colours mixed; a share of 0 is all `first`, of 1 all `second`. */
export function mix(first: string, second: string, share: number): string {
  const from = parse(first)
  const to = parse(second)
  const channel = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share)
  return format([channel(0), channel(1), channel(2)])
}

export function lighten(colour: string, share: number): string {
  return mix(colour, '#ffffff', share)
}

export function darken(colour: string, share: number): string {
  return mix(colour, '#1d1512', share)
}

/** How light a colour looks, from 0 (black) to 1 (white). */
export function lightness(colour: string): number {
  const [red, green, blue] = parse(colour)
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
}

function parse(colour: string): Rgb {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (!digits) return [120, 100, 90]
  const [, red = '78', green = '64', blue = '5a'] = digits
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

function format(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
