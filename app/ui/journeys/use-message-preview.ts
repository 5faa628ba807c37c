import { useEffect, useRef, useState } from 'react'
import type { MessageStep } from '../../domain/journeys/steps/message.ts'
import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import type { MessageLanguage } from '../../domain/messages/languages.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import { postForm } from './post-form.ts'

/** What `/app/journeys/preview` answers. */
export interface MessagePreviewAnswer {
  /** The one it is shown in. */
  language: MessageLanguage
  subject: string
  /** A whole document. */
  html: string
  /** It was to show products, and has none to show. */
  lacksProducts: boolean
  /** What the message's template itself says in the language it is being written in. */
  template: MessageTexts
}

const patienceMs = 300

interface Asked {
  step: MessageStep
  /** As JSON. */
  trigger: string
  /** Empty for an invented customer. */
  customerId: string
  /** The one it is being written in. */
  language: MessageLanguage
  /** To be shown in what the customer speaks. */
  isOwnLanguage: boolean
  onTemplate: (template: TemplateId, language: MessageLanguage, texts: MessageTexts) => void
}

/** The message as it would arrive, drawn anew once nobody has typed for a moment; the last one stays until then. */
export function useMessagePreview({ step, trigger, customerId, language, isOwnLanguage, onTemplate }: Asked) {
  const [answer, setAnswer] = useState<MessagePreviewAnswer>()
  const [isFailed, setFailed] = useState(false)
  const { template, texts, offer } = step
  const question = JSON.stringify({ template, texts, offer })
  const tell = useRef(onTemplate)
  tell.current = onTemplate
  useEffect(() => {
    let isLatest = true
    const ask = async () => {
      const found = await postForm<MessagePreviewAnswer>('/app/journeys/preview', {
        message: question,
        trigger,
        customerId,
        language,
        isOwnLanguage: isOwnLanguage ? 'yes' : 'no',
      })
      if (!isLatest) return
      setFailed(!found)
      if (!found) return
      setAnswer(found)
      tell.current(template, language, found.template)
    }
    const timer = setTimeout(ask, patienceMs)
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [question, trigger, customerId, language, isOwnLanguage, template])
  return { answer, isFailed }
}
