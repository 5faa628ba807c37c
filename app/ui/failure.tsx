import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react'
import { Banner, Page, Text } from '@shopify/polaris'
import { isLibraryPage, LibraryPage } from './library-page.tsx'
import { shell } from './texts/shell.ts'
import { useLive } from './use-live.ts'

/** What stands in place of a page of the admin that could not be shown; the navigation stays. */
export function PageFailure() {
  return <Failure error={useRouteError()} />
}

/** What stands in place of whatever could not be shown. */
export function Failure({ error }: { error: unknown }) {
  if (isLibraryPage(error)) return <LibraryPage error={error} />
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404) return <NotThere />
  if (status === 401 || status === 403 || status === 410) return <NotIn />
  return <Failed />
}

function NotThere() {
  const { title, heading, body, action } = shell.notThere
  return (
    <Page title={title} narrowWidth>
      <Banner tone="warning" title={heading} action={{ content: action, url: '/app' }}>
        <Text as="p">{body}</Text>
      </Banner>
    </Page>
  )
}

function NotIn() {
  const { title, heading, body } = shell.notIn
  return (
    <Page title={title} narrowWidth>
      <Banner tone="critical" title={heading}>
        <Text as="p">{body}</Text>
      </Banner>
    </Page>
  )
}

function Failed() {
  const { title, heading, body, action } = shell.failed
  const revalidator = useRevalidator()
  useLive()
  return (
    <Page title={title} narrowWidth>
      <Banner
        tone="critical"
        title={heading}
        action={{
          content: action,
          onAction: () => revalidator.revalidate(),
          loading: revalidator.state !== 'idle',
        }}
      >
        <Text as="p">{body}</Text>
      </Banner>
    </Page>
  )
}
