import { Readable } from 'node:stream'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import Papa from 'papaparse'
import { orderQuestion } from '../features/offers/browse-orders.ts'
import { exportedOrders } from '../features/offers/export-orders.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { exportHeader, exportRow } from '../ui/offers/orders/export-rows.ts'

/** The orders of a list as CSV, page by page as they are read. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const question = orderQuestion(new URL(request.url).searchParams)
  const pages = exportedOrders(question, (work) => inShop(shop, work))
  return new Response(createReadableStreamFromReadable(Readable.from(csvOf(pages))), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="orders-and-offers.csv"',
      'Cache-Control': 'no-store',
    },
  })
}

async function* csvOf(pages: ReturnType<typeof exportedOrders>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(lines([exportHeader]))
  for await (const orders of pages) yield encoder.encode(lines(orders.map(exportRow)))
}

// A name with a line that begins like a formula would be one in a spreadsheet, also behind blanks and in wide letters:
// https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^\s*[=+\-@\t\r＝＋－＠]/m

function lines(rows: string[][]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows, { escapeFormulae: formula })}\r\n`
}
