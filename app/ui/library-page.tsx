import { isRouteErrorResponse } from '@remix-run/react'

const errorStatusMin = 400

/**
 * Whether something thrown is a page of the Shopify library's own (to fetch a fresh token, to leave the frame): it
 * throws them as answers that are not errors, and nothing else does.
 */
export function isLibraryPage(error: unknown): error is { data: unknown } {
  return isRouteErrorResponse(error) && error.status < errorStatusMin
}

/** That page, as it is. */
export function LibraryPage({ error }: { error: { data: unknown } }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by shopify-app-remix alone; see isLibraryPage.
  return <div dangerouslySetInnerHTML={{ __html: String(error.data) }} />
}
