import { thankYouPage } from './host.ts'
import { showBlock } from './show-block.tsx'

export default function thankYou(): Promise<void> {
  const page = thankYouPage()
  return showBlock(page, 'thank-you', page.orderConfirmation.value.order.id)
}
