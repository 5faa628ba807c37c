import { useFetcher } from '@remix-run/react'
import { useState } from 'react'

interface Answer {
  kind: string
  fields?: string[]
}

/** Fields of a settings card as they are being written, against what is kept. */
export function useFields<Field extends string>(kept: Record<Field, string>) {
  const fetcher = useFetcher<Answer>()
  const [written, setWritten] = useState(kept)
  const [sent, setSent] = useState<Record<Field, string>>()
  const names = Object.keys(kept) as Field[]
  const isSame = names.every((field) => written[field] === kept[field])
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return {
    Form: fetcher.Form,
    written,
    write: (field: Field, value: string) => setWritten((before) => ({ ...before, [field]: value })),
    noteSent: () => setSent(written),
    // An error stays with what was sent, until the field is written anew.
    isRefused: (field: Field) => answer?.fields?.includes(field) === true && sent?.[field] === written[field],
    isSaving: fetcher.state !== 'idle',
    isSame,
    isSaved: answer?.kind === 'saved' && isSame,
  }
}
