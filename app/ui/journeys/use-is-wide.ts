import { useEffect, useState } from 'react'

const wide = '(min-width: 64em)'

/** Whether two columns fit; as on a desk until the browser says otherwise. */
export function useIsWide(): boolean {
  const [isWide, setWide] = useState(true)
  useEffect(() => {
    const query = window.matchMedia(wide)
    const look = () => setWide(query.matches)
    look()
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return isWide
}
