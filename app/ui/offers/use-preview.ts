import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
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

/**
 * Asks for the preview again whenever the rule or the choice changes, once nobody has typed for a moment and the last
 * answer is there: an answer that is cut off midway is an error on the page.
 */
export function usePreview(definition: RuleDefinition | undefined, choice: PreviewChoice) {
  const fetcher = useFetcher<PreviewAnswer>()
  const { submit } = fetcher
  const { placement, language, basis, basket } = choice
  const rule = definition && JSON.stringify(definition)
  const products = basket.map(({ id }) => id).join()
  const isAsked = rule !== undefined && (basis !== 'basket' || products !== '')
  const isAsking = fetcher.state !== 'idle'
  const question = JSON.stringify([rule, placement, language, basis, products])
  const asked = useRef<string>()
  useEffect(() => {
    if (!isAsked || isAsking || asked.current === question) return
    const form = new FormData()
    form.set('definition', rule ?? '')
    form.set('placement', placement)
    form.set('language', language)
    if (basis === 'basket') for (const id of products.split(',')) form.append('productId', id)
    else form.set('orderId', basis)
    const ask = () => {
      asked.current = question
      submit(form, { method: 'post', action: '/app/offers/preview' })
    }
    const timer = setTimeout(ask, patienceMs)
    return () => clearTimeout(timer)
  }, [isAsked, isAsking, question, rule, placement, language, basis, products, submit])
  return { answer: isAsked ? fetcher.data : undefined, isAsked, isAsking }
}
