import { useBlocker } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'

/** Saves what is not saved yet before the page is left; what cannot be saved is asked about in Shopify's own words. */
export function useLeaving(isDirty: boolean, save: () => Promise<boolean>): void {
  const shopify = useAppBridge()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  )
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const { proceed, reset } = blocker
    const ask = () => shopify.saveBar.leaveConfirmation().then(proceed, reset)
    latest.current().then((isSaved) => (isSaved ? proceed() : ask()))
  }, [blocker, shopify])
}
