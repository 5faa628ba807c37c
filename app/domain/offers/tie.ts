/** What a merchant can say of a product and another one. */
export const ties = ['pinned', 'banned', 'alternative'] as const
export type TieWord = (typeof ties)[number]

/** A product around another one, as it is drawn and listed. */
export interface Around {
  /** How many different customers bought both in one order. */
  customers: number
  tie?: TieWord | undefined
}

const thinnest = 1.5
const thickest = 10

/**
 * How thick the line to each is drawn, in the order given: by the customers who bought both, the most at its thickest.
 * What the merchant pinned is never thinner than half of that: it is offered first, whatever was counted.
 */
export function thicknesses(around: readonly Around[]): number[] {
  const most = Math.max(1, ...around.map(({ customers }) => customers))
  return around.map(({ customers, tie }) => {
    const counted = thinnest + (thickest - thinnest) * (customers / most)
    return tie === 'pinned' ? Math.max(counted, thickest / 2) : counted
  })
}

/** Where so many things stand evenly around a middle, the first at the top; from -1 to 1 each way. */
export function places(count: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI - Math.PI / 2
    return { x: Math.cos(angle), y: Math.sin(angle) }
  })
}
