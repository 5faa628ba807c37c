import { useSubmit } from '@remix-run/react'
import { Banner, Text } from '@shopify/polaris'
import { useRef, useState } from 'react'
import { journeys } from '../../texts/journeys.ts'

const texts = journeys.files
const fileBytesMax = 500_000

/** Why a file was not taken. */
export interface ImportRefused {
  kind: 'refused'
  part: string
  stepId?: string | undefined
}

/** A hidden field for a journey's file; `choose` opens it. */
export function useImport() {
  const field = useRef<HTMLInputElement>(null)
  const submit = useSubmit()
  const [isTooLarge, setTooLarge] = useState(false)
  const send = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > fileBytesMax)
    if (file.size > fileBytesMax) return
    submit({ intent: 'import', file: await file.text() }, { method: 'post', action: '/app/journeys?index' })
  }
  const input = (
    <input
      ref={field}
      type="file"
      hidden
      accept=".json,application/json"
      aria-label={journeys.import}
      onChange={({ target }) => {
        send(target.files?.[0])
        target.value = ''
      }}
    />
  )
  return { input, isTooLarge, choose: () => field.current?.click() }
}

/** What was wrong with a file. */
export function ImportTrouble({
  refused,
  isTooLarge,
}: {
  refused: ImportRefused | undefined
  isTooLarge: boolean
}) {
  if (!refused && !isTooLarge) return null
  const text = texts[refused?.part ?? ''] ?? ''
  return (
    <Banner tone="critical" title={isTooLarge ? texts.tooLarge : texts.refused}>
      {!isTooLarge && <Text as="p">{refused?.stepId ? journeys.fileAt(text, refused.stepId) : text}</Text>}
    </Banner>
  )
}
