import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const everyMsDefault = 5_000

/**
 * Reads the page's data again every few seconds while someone can see it, and at once when they come back to it. A
 * reading that is still under way is not doubled.
 */
export function useLive(everyMs = everyMsDefault): void {
  const revalidator = useRevalidator()
  const latest = useRef(revalidator)
  latest.current = revalidator
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible' && latest.current.state === 'idle')
        latest.current.revalidate()
    }
    const timer = setInterval(read, everyMs)
    document.addEventListener('visibilitychange', read)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [everyMs])
}
