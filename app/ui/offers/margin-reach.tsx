import { useFetcher } from '@remix-run/react'
import { Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'
import type { Incentive } from '../../domain/offers/incentive.ts'
import { formatCount } from '../format.ts'
import { useReader } from '../reader.tsx'
import { offerEditor } from '../texts/offer-editor.ts'

const texts = offerEditor.reach
const patienceMs = 400

/** With how many products an incentive would be given, as the server answers it. */
export interface ShownReach {
  above: number
  below: number
  unknown: number
  lacks?: 'shipping-share' | 'gift-cost' | undefined
  isPart: boolean
}

/** With how many of the products that Encore chooses from the incentive would be given, asked while it is written. */
export function MarginReach({
  incentive,
  collectionId,
}: {
  incentive: Incentive
  collectionId: string | undefined
}) {
  const fetcher = useFetcher<ShownReach>()
  const { submit } = fetcher
  const reader = useReader()
  const form = { incentive: JSON.stringify(incentive), collection: collectionId ?? '' }
  const question = JSON.stringify(form)
  const isAsking = fetcher.state !== 'idle'
  const asked = useRef<string>()
  useEffect(() => {
    if (isAsking || asked.current === question) return
    const ask = () => {
      asked.current = question
      submit(JSON.parse(question), { method: 'post', action: '/app/offers/margin' })
    }
    const timer = setTimeout(ask, patienceMs)
    return () => clearTimeout(timer)
  }, [isAsking, question, submit])
  const reach = asked.current === question ? fetcher.data : undefined
  const text = reach && reachWords(reach, collectionId !== undefined, (count) => formatCount(count, reader))
  return (
    <div role="status">
      <Text as="p" variant="bodySm" tone={text?.isRefused ? 'caution' : 'subdued'}>
        {text?.text ?? texts.counting}
      </Text>
    </div>
  )
}

/** The words, and whether the incentive would be refused for all. */
export function reachWords(
  { above, below, unknown, lacks, isPart }: ShownReach,
  isCollection: boolean,
  count: (count: number) => string,
): { text: string; isRefused: boolean } {
  const all = above + below + unknown
  if (all === 0) return { text: isCollection ? texts.emptyCollection : texts.empty, isRefused: true }
  if (lacks) return { text: texts.lacks[lacks], isRefused: true }
  const of = isCollection ? texts.ofCollection : isPart ? texts.ofPart : texts.ofAll
  const others = [below > 0 && texts.below(count(below)), unknown > 0 && texts.unknown(count(unknown))]
  const rest = others.filter((each) => each !== false)
  const said = of(count(all), above === all ? texts.each : above === 0 ? texts.none : count(above))
  const text = rest.length === 0 ? said : `${said} ${texts.usual(rest.join(texts.and))}`
  return { text, isRefused: above === 0 }
}
