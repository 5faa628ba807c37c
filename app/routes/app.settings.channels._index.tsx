import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page, Text } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import {
  connectKlaviyo,
  disconnectKlaviyo,
  renewPreferenceLinks,
} from '../features/messages/connect-klaviyo.ts'
import { readChannels } from '../features/messages/read-channels.ts'
import { sendTest } from '../features/messages/send-test.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { ChannelCard } from '../ui/channels/channel-card.tsx'
import { EmailChannel } from '../ui/channels/email-channel.tsx'
import { KlaviyoChannel } from '../ui/channels/klaviyo-channel.tsx'
import { PreferenceLinks } from '../ui/channels/preference-links.tsx'
import { channels as texts } from '../ui/texts/channels.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  return inShop(shop, readChannels)
}

/** Connects and disconnects, sends a test message, or makes all links of preferences new. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  switch (form.get('intent')) {
    case 'test':
      return sendTest(shop, now())
    case 'connect-klaviyo': {
      const key = String(form.get('key') ?? '')
      return { kind: await inShop(shop, (db) => connectKlaviyo(db, key)) }
    }
    case 'disconnect-klaviyo':
      await inShop(shop, disconnectKlaviyo)
      return { kind: 'disconnected' }
    case 'renew-links':
      await inShop(shop, renewPreferenceLinks)
      return { kind: 'renewed' }
    default:
      throw new Response(null, { status: 400 })
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Channels() {
  const { email, klaviyo } = useLoaderData<typeof loader>()
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <BlockStack gap="400">
        <EmailChannel email={email} />
        <KlaviyoChannel isConnected={klaviyo.isConnected} />
        <ChannelCard heading={texts.flow.heading} isConnected>
          <Text as="p">{texts.flow.body}</Text>
        </ChannelCard>
        <PreferenceLinks />
      </BlockStack>
    </Page>
  )
}
