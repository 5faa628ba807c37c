import { claimsOf, signed } from './tokens.ts'

/** The library reads the clock itself, so the tokens of these tests live now. */
export const now = new Date()

/** The loader or the action of a page. */
export type Door = (args: never) => unknown

/** What a door answers a request of this shop's merchant: its value, or the Response it throws. */
export async function ask(
  door: Door,
  path: string,
  {
    params = {},
    form,
    token,
  }: { params?: Record<string, string>; form?: Record<string, string>; token?: string } = {},
): Promise<unknown> {
  const bearer = token ?? (await signed(claimsOf('admin', now)))
  const request = new Request(`https://encore.example${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${bearer}` },
    body: form && new URLSearchParams(form),
  })
  try {
    return await door({ request, params, context: {} } as never)
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
    throw thrown
  }
}
