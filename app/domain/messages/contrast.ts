/** The colour of shops that chose none. */
export const usualColor = '#1f4a3d'

const dark = '#000000'
const light = '#ffffff'

/** Of black and white the one that is easier to read on this colour, `#1a2b3c`: always 4.5 to 1 at least. */
export function inkOn(color: string): string {
  return contrast(color, light) >= contrast(color, dark) ? light : dark
}

/** How far two colours stand apart, from 1 to 21 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
