import { useCallback, useState } from 'react'
import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import { languageOf, type MessageLanguage } from '../../domain/messages/languages.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import type { Writing } from './panel-parts.ts'

/** The language that messages are written and previewed in, and what Encore's templates say in it. */
export function useWritingLanguage(locale: string): Writing {
  const [chosen, choose] = useState<MessageLanguage>()
  const language = chosen ?? languageOf(locale)
  const [known, setKnown] = useState<Record<string, MessageTexts>>({})
  const learn = useCallback(
    (template: TemplateId, of: MessageLanguage, texts: MessageTexts) =>
      setKnown((before) => ({ ...before, [`${template} ${of}`]: texts })),
    [],
  )
  const isChosen = chosen !== undefined
  return { language, isChosen, choose, learn, templateTexts: (template) => known[`${template} ${language}`] }
}
