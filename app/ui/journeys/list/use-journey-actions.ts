import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { journeys as texts } from '../../texts/journeys.ts'
import type { ListedJourney } from '../listed-journey.ts'
import { saveJourneyFile } from '../save-file.ts'

/** What a merchant may do to a journey in the list; archiving is asked about first. */
export interface JourneyAction {
  intent: 'pause' | 'resume' | 'duplicate' | 'archive' | 'ask-archive' | 'keep' | 'export'
  journey: Pick<ListedJourney, 'id' | 'name' | 'counts'>
}

interface Answer {
  kind: 'changed' | 'made' | 'refused'
  why?: string
}

/** Does what is asked of a journey and says what came of it. */
export function useJourneyActions() {
  const fetcher = useFetcher<Answer>()
  const { submit } = fetcher
  const shopify = useAppBridge()
  const sent = useRef<JourneyAction>(undefined)
  const [asked, setAsked] = useState<JourneyAction['journey']>()
  const [said, setSaid] = useState('')
  const act = useCallback(
    (action: JourneyAction) => {
      const { intent, journey } = action
      setAsked(intent === 'ask-archive' ? journey : undefined)
      if (intent === 'ask-archive' || intent === 'keep') return
      if (intent === 'export')
        return void saveJourneyFile(journey).then(
          (isSaved) => isSaved || shopify.toast.show(texts.said.failed, { isError: true }),
        )
      sent.current = action
      submit(
        { intent, id: journey.id, name: journey.name },
        { method: 'post', action: '/app/journeys?index' },
      )
    },
    [submit, shopify],
  )
  useEffect(() => {
    const action = sent.current
    if (fetcher.state !== 'idle' || !fetcher.data || !action) return
    sent.current = undefined
    const { text, isError } = answerWords(action, fetcher.data)
    setSaid(text)
    shopify.toast.show(text, { isError })
  }, [fetcher.state, fetcher.data, shopify])
  return { act, asked, said, pending: fetcher.state === 'idle' ? undefined : sent.current?.journey.id }
}

function answerWords(
  { intent, journey }: JourneyAction,
  { kind, why = '' }: Answer,
): { text: string; isError: boolean } {
  if (kind === 'refused') return { text: texts.refused[why] ?? texts.said.failed, isError: true }
  const isSaid = intent === 'pause' || intent === 'resume' || intent === 'archive' || intent === 'duplicate'
  return { text: isSaid ? texts.said[intent](journey.name) : '', isError: false }
}
