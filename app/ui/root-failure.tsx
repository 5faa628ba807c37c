import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { isLibraryPage, LibraryPage } from './library-page.tsx'
import { shell } from './texts/shell.ts'

/** The last resort, without Polaris: shown when not even the admin's frame could be drawn, or outside of it. */
export function RootFailure() {
  const error = useRouteError()
  if (isLibraryPage(error)) return <LibraryPage error={error} />
  const status = isRouteErrorResponse(error) ? error.status : 500
  const { heading, body } = status === 404 ? shell.notThere : status < 500 ? shell.notIn : shell.failed
  return (
    <main style={{ maxWidth: '36rem', margin: '15vh auto', padding: '0 1.5rem', font: '16px/1.5 system-ui' }}>
      <h1 style={{ fontSize: '1.25rem' }}>{heading}</h1>
      <p>{body}</p>
    </main>
  )
}
