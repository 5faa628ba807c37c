import { frameAddress } from '../faces/pages/admin.ts'
import type { StandIn } from '../types.ts'

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const READY_SECONDS_MAX = 90

/** Waits until the app says that it can serve. Throws when it does not in time. */
export async function untilReady(appUrl: string): Promise<void> {
  const deadline = performance.now() + READY_SECONDS_MAX * 1000
  while (performance.now() < deadline) {
    const response = await fetch(`${appUrl}/readyz`).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The app was not ready within ${READY_SECONDS_MAX} s.`)
}

/** Opens the app once as Shopify's admin would, which installs it: the app exchanges the token it is given. */
export async function installApp(standIn: StandIn): Promise<void> {
  const address = frameAddress(standIn.tunnelUrl, standIn.world, '/app', new URLSearchParams())
  const response = await fetch(address, { headers: { accept: 'text/html', 'user-agent': BROWSER } })
  const body = await response.text()
  if (!response.ok)
    throw new Error(`Opening the app in the admin answered ${response.status}: ${body.slice(0, 400)}`)
}
