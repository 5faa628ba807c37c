import { useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const everyMsDefault = 5_000

/**
 * Reads the page's data again every few seconds while someone can see it, and at once when they come back to it. A
 * reading that is still under way is not doubled, and a page that is on its way is not asked for again. While the app
 * does not answer, what is on the page stays there.
 */
export function useLive(everyMs = everyMsDefault): void {
  const revalidator = useRevalidator()
  const navigation = useNavigation()
  const latest = useRef({ revalidator, navigation })
  latest.current = { revalidator, navigation }
  useEffect(() => {
    const isFree = () =>
      document.visibilityState === 'visible' &&
      latest.current.revalidator.state === 'idle' &&
      latest.current.navigation.state === 'idle'
    const read = async () => {
      if (isFree() && (await isServing()) && isFree()) latest.current.revalidator.revalidate()
    }
    const timer = setInterval(read, everyMs)
    document.addEventListener('visibilitychange', read)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [everyMs])
}

/** A reading that fails would put a failure in the page's place, so the app is asked first whether it can serve. */
async function isServing(): Promise<boolean> {
  return fetch('/readyz').then(
    (answer) => answer.ok,
    () => false,
  )
}
