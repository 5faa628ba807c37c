import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'

const patienceMs = 150

/**
 * The path of another page that is being opened and has not come within 150 ms; nothing otherwise. A page that comes
 * sooner replaces the old one without a step between, and one that only reads itself again stays on the screen.
 */
export function useArriving(): string | undefined {
  const { state, location: next } = useNavigation()
  const { pathname } = useLocation()
  const target = state === 'loading' && next.pathname !== pathname ? next.pathname : undefined
  const [late, setLate] = useState<string>()
  useEffect(() => {
    if (target === undefined) return
    const timer = setTimeout(() => setLate(target), patienceMs)
    return () => {
      clearTimeout(timer)
      setLate(undefined)
    }
  }, [target])
  return late === target ? target : undefined
}
