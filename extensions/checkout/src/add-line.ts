import type { Card } from '../../shared/card.ts'
import type { Checkout } from './host.ts'

/**
 * Puts what was chosen into the cart that is being paid. Answers whether it is in there: Shopify refuses what has sold
 * out since, and every change while a wallet is paying. Its own message is not meant for buyers.
 */
export async function addLine(page: Checkout, { choice, quantity }: Card): Promise<boolean> {
  if (!page.instructions.value.lines.canAddCartLine) return false
  try {
    const result = await page.applyCartLinesChange({
      type: 'addCartLine',
      merchandiseId: choice.id,
      quantity,
    })
    return result.type === 'success'
  } catch {
    return false
  }
}
