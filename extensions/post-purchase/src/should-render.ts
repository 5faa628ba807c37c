import type { PostPurchaseShouldRenderApi } from '@shopify/post-purchase-ui-extensions'
import { askOffer } from './ask-app.ts'

/**
 * Whether there is something to offer, which is kept for the page to begin with. The checkout waits 1.5 s for this and
 * the buyer for their confirmation: an app that does not answer within 500 ms has nothing to offer.
 */
export async function shouldRender({
  inputData,
  storage,
}: Pick<PostPurchaseShouldRenderApi, 'inputData' | 'storage'>): Promise<{ render: boolean }> {
  const answer = await askOffer(inputData)
  if (answer?.kind !== 'offer') return { render: false }
  await storage.update(answer)
  return { render: true }
}
