import { orderStatusPage } from './host.ts'
import { showBlock } from './show-block.tsx'

/** Reached from an email a buyer may be logged in or not: the app knows by the token and answers accordingly. */
export default function orderStatus(): Promise<void> {
  const page = orderStatusPage()
  return showBlock(page, 'order-status', page.order.value?.id)
}
