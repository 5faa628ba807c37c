import { useCallback, useState } from 'react'
import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import { languageOf, type MessageLanguage } from '../../domain/messages/languages.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import type { Writing } from './panel-parts.ts'

/** The language that messages are written and previewed in, and what Encore's templates say in it. */
export function useWritingLanguage(locale: string): Writing {
  const [language, choose] = useState<MessageLanguage>(() => languageOf(locale))
  const [known, setKnown] = useState<Record<string, MessageTexts>>({})
  const learn = useCallback(
    (template: TemplateId, of: MessageLanguage, texts: MessageTexts) =>
      setKnown((before) => ({ ...before, [`${template} ${of}`]: texts })),
    [],
  )
  return { language, choose, learn, templateTexts: (template) => known[`${template} ${language}`] }
}
