import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import type { Placement } from '../../contract/offer.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import type { PreviewAnswer } from './previewed.ts'

/** For what the preview is drawn. */
export interface PreviewChoice {
  placement: Placement
  language: string
  currency: string
  width: 'phone' | 'desktop'
  /** An order's id, or `basket`. */
  basis: string
  basket: { id: string; title: string }[]
}

const patienceMs = 400

/** Asks for the preview again whenever the rule or the choice changes, once nobody has typed for a moment. */
export function usePreview(definition: RuleDefinition | undefined, choice: PreviewChoice) {
  const fetcher = useFetcher<PreviewAnswer>()
  const { submit } = fetcher
  const { placement, language, basis, basket } = choice
  const rule = definition && JSON.stringify(definition)
  const products = basket.map(({ id }) => id).join()
  const isAsked = rule !== undefined && (basis !== 'basket' || products !== '')
  useEffect(() => {
    if (!isAsked) return
    const form = new FormData()
    form.set('definition', rule ?? '')
    form.set('placement', placement)
    form.set('language', language)
    if (basis === 'basket') for (const id of products.split(',')) form.append('productId', id)
    else form.set('orderId', basis)
    const ask = () => submit(form, { method: 'post', action: '/app/offers/preview' })
    const timer = setTimeout(ask, patienceMs)
    return () => clearTimeout(timer)
  }, [isAsked, rule, placement, language, basis, products, submit])
  return { answer: isAsked ? fetcher.data : undefined, isAsked, isAsking: fetcher.state !== 'idle' }
}
