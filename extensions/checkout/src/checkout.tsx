import { checkoutPage } from './host.ts'
import { showBlock } from './show-block.tsx'

export default function checkout(): Promise<void> {
  return showBlock(checkoutPage())
}
