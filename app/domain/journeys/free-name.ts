import { journeyNameMax } from './journey-file.ts'

/**
 * A name by which a journey can be told from those that are there: its own, or with the next number behind it, as in
 * "First order (2)". Names that differ in case alone are the same, as for who calls a journey by its name.
 */
export function freeName(name: string, taken: readonly string[]): string {
  const others = new Set(taken.map(plain))
  if (!others.has(plain(name))) return name
  const [, stem = name, number = '1'] = /^(.*\S) \((\d{1,4})\)$/.exec(name) ?? []
  for (let next = Number(number) + 1; ; next += 1) {
    const ending = ` (${next})`
    const apart = `${stem.slice(0, journeyNameMax - ending.length).trimEnd()}${ending}`
    if (!others.has(plain(apart))) return apart
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}
