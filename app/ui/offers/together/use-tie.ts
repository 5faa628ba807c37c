import { useFetcher } from '@remix-run/react'
import type { TieWord } from '../../../domain/offers/tie.ts'
import { digitsOf, type ShopifyId } from '../../../domain/shopify-id.ts'
import { together as texts } from '../../texts/together.ts'
import type { ShownAround } from './shown-around.ts'

type TieAnswer =
  | { kind: 'kept'; other: string; tie?: TieWord | undefined }
  | { kind: 'refused'; why: 'not-there' | 'too-many' }

/** Says something of two products, or takes it back; `said` tells what came of the last one. */
export function useTie(productId: ShopifyId<'Product'>, around: ShownAround[]) {
  const fetcher = useFetcher<TieAnswer>()
  const say = (otherId: ShopifyId<'Product'>, tie: TieWord | undefined) =>
    fetcher.submit(
      { product: digitsOf(productId), other: digitsOf(otherId), tie: tie ?? 'none' },
      { method: 'post', action: '/app/offers/together' },
    )
  const pending = fetcher.formData?.get('other')
  return {
    say,
    isBusy: (id: ShopifyId<'Product'>) => pending === digitsOf(id),
    said: fetcher.data && words(fetcher.data, around),
    isRefused: fetcher.data?.kind === 'refused',
  }
}

function words(answer: TieAnswer, around: ShownAround[]): string {
  if (answer.kind === 'refused') return texts.said[answer.why]
  const title = around.find(({ id }) => digitsOf(id) === answer.other)?.title ?? texts.thisProduct
  return texts.said[answer.tie ?? 'undone'](title)
}
