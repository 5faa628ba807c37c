import { exponentOf, type Money } from '../../../domain/money.ts'
import { surfaces } from '../../../domain/offers/coverage.ts'
import { orderBrowser } from '../../texts/order-browser.ts'
import type { ListedOrder } from './order-table.tsx'
import { whyText } from './surface-words.ts'

const texts = orderBrowser.exportColumns

/** The first line of the export. */
export const exportHeader: string[] = [
  texts.order,
  texts.placed,
  texts.total,
  texts.currency,
  texts.test,
  texts.cancelled,
  ...surfaces.flatMap((surface) => [orderBrowser.surface[surface], texts.why(orderBrowser.surface[surface])]),
  texts.offered,
]

/** One order as a line of the export; moments in UTC, amounts with a point. */
export function exportRow({
  name,
  at,
  total,
  isTest,
  isCancelled,
  coverage,
  offered,
}: ListedOrder): string[] {
  return [
    name,
    at.toISOString(),
    decimal(total),
    total.currency,
    isTest ? texts.yes : texts.no,
    isCancelled ? texts.yes : texts.no,
    ...surfaces.flatMap((surface) => [
      orderBrowser.state[coverage[surface].kind],
      whyText(coverage[surface]) ?? '',
    ]),
    offered.join(', '),
  ]
}

function decimal({ minor, currency }: Money): string {
  const places = exponentOf(currency)
  return (minor / 10 ** places).toFixed(places)
}
