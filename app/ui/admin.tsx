import { Link } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { type ReactNode, useState } from 'react'
import type { Reader } from './format.ts'
import { ReaderProvider } from './reader.tsx'
import { shell } from './texts/shell.ts'

/** Everything around a page of the admin: App Bridge and its navigation, Polaris, and who reads. */
export function Admin({
  apiKey,
  reader,
  isEmbedded = true,
  children,
}: {
  apiKey: string
  reader: Reader
  isEmbedded?: boolean
  children: ReactNode
}) {
  // Shopify names the user's locale only in the address of the first page.
  const [{ locale }] = useState(reader)
  return (
    <AppProvider isEmbeddedApp={isEmbedded} apiKey={apiKey}>
      {isEmbedded && <Navigation />}
      <ReaderProvider value={{ ...reader, locale }}>{children}</ReaderProvider>
    </AppProvider>
  )
}

function Navigation() {
  const { home, customers, journeys, offers, deliveries, settings } = shell.nav
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {home}
      </Link>
      <Link to="/app/customers">{customers}</Link>
      <Link to="/app/journeys">{journeys}</Link>
      <Link to="/app/offers">{offers}</Link>
      <Link to="/app/deliveries">{deliveries}</Link>
      <Link to="/app/settings">{settings}</Link>
    </NavMenu>
  )
}
