/** A first call of the HTTP interface, to be pasted into a terminal. The token is to be put in. */
export function curlExample(appUrl: string): string {
  return `curl '${apiUrl(appUrl)}/journeys' \\\n  -H 'Authorization: Bearer YOUR_TOKEN'`
}

/** Below which address the HTTP interface answers. */
export function apiUrl(appUrl: string): string {
  return `${appUrl}/api/v1`
}
