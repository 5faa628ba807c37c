import { useFetcher } from '@remix-run/react'
import { useState } from 'react'
import type { TimelineEntry } from '../../domain/timeline.ts'

/** A part of a timeline as its page's loader answers it. */
interface Part {
  kind: string
  entries?: TimelineEntry[]
  next?: string | undefined
}

/** The older parts of a timeline, read one after the other on demand. `address` ends before the cursor. */
export function useOlder(address: string, firstNext: string | undefined) {
  const fetcher = useFetcher<Part>()
  const [kept, setKept] = useState<{ entries: TimelineEntry[]; parts: Part[] }>({ entries: [], parts: [] })
  const part = fetcher.data
  if (part && part !== kept.parts.at(-1)) {
    const known = new Set(kept.entries.map((entry) => entry.key))
    const fresh = (part.entries ?? []).filter((entry) => !known.has(entry.key))
    setKept({ entries: [...kept.entries, ...fresh], parts: [...kept.parts, part] })
  }
  const next = part ? part.next : firstNext
  return {
    older: kept.entries,
    hasOlder: next !== undefined,
    isLoading: fetcher.state !== 'idle',
    readOlder: () => next !== undefined && fetcher.load(`${address}cursor=${encodeURIComponent(next)}`),
  }
}
