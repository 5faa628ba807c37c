import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import { offerEditor } from '../texts/offer-editor.ts'
import { offers } from '../texts/offers.ts'
import type { SaveAnswer } from './use-saving.ts'

/** Turns the rule of this page on or off and says that it is; what is refused is there to be shown. */
export function useSwitch({ name, isOn }: { name: string; isOn: boolean }) {
  const fetcher = useFetcher<SaveAnswer>()
  const shopify = useAppBridge()
  const asked = useRef<'on' | 'off'>(undefined)
  const { state, data } = fetcher
  useEffect(() => {
    const intent = asked.current
    if (state !== 'idle' || !data || !intent) return
    asked.current = undefined
    if (data.kind !== 'refused') shopify.toast.show(offers.said[intent](name))
  }, [state, data, name, shopify])
  const turn = () => {
    asked.current = isOn ? 'off' : 'on'
    fetcher.submit({ intent: asked.current }, { method: 'post' })
  }
  const action = {
    content: isOn ? offerEditor.turnOff : offerEditor.turnOn,
    onAction: turn,
    loading: state !== 'idle',
  }
  const refused = data?.kind === 'refused' ? offerEditor.refused[data.why ?? 'unfit'] : undefined
  return { action, refused }
}
