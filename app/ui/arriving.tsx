import { Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { SkeletonCustomer } from './skeleton-customer.tsx'
import { SkeletonCustomers } from './skeleton-customers.tsx'
import { SkeletonDeliveries } from './skeleton-deliveries.tsx'
import { SkeletonHome } from './skeleton-home.tsx'
import { SkeletonJourney, SkeletonJourneys } from './skeleton-journeys.tsx'
import { SkeletonOffers } from './skeleton-offers.tsx'
import { SkeletonOrders } from './skeleton-orders.tsx'
import { SkeletonRule } from './skeleton-rule.tsx'
import { SkeletonSettings } from './skeleton-settings.tsx'
import { SkeletonTogether } from './skeleton-together.tsx'
import { shell } from './texts/shell.ts'
import { useArriving } from './use-arriving.ts'

/** A page, or the outline of the one that is about to take its place. The page keeps what was typed into it. */
export function Arriving({ children }: { children: ReactNode }) {
  const path = useArriving()
  const outline = path === undefined ? undefined : outlineOf(path)
  return (
    <>
      <Text as="span" visuallyHidden>
        <span role="status">{outline && shell.loading}</span>
      </Text>
      {outline && <div aria-busy="true">{outline}</div>}
      <div hidden={outline !== undefined}>{children}</div>
    </>
  )
}

/** The outline of the page at a path; nothing for a page that has none, which then comes without one. */
function outlineOf(path: string): ReactNode {
  switch (path.replace(/\/$/, '')) {
    case '/app':
      return <SkeletonHome />
    case '/app/customers':
      return <SkeletonCustomers />
    case '/app/deliveries':
      return <SkeletonDeliveries />
    case '/app/journeys':
      return <SkeletonJourneys />
    case '/app/offers':
      return <SkeletonOffers />
    case '/app/offers/orders':
      return <SkeletonOrders />
    case '/app/offers/together':
      return <SkeletonTogether />
    case '/app/settings':
      return <SkeletonSettings />
    default:
      if (path.startsWith('/app/offers/')) return <SkeletonRule />
      if (path.startsWith('/app/journeys/')) return <SkeletonJourney />
      return path.startsWith('/app/customers/') ? <SkeletonCustomer /> : undefined
  }
}
