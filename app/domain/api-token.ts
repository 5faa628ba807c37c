/** What a token of the HTTP interface may be allowed; each is needed for what it names and for nothing else. */
export const apiScopes = ['journeys:read', 'journeys:start', 'journeys:stop'] as const
export type ApiScope = (typeof apiScopes)[number]

/** How many tokens a shop may have in use at once, and how long one's name may be. */
export const apiTokensMax = 20
export const apiTokenNameMax = 60

/** A token as it is listed: what it opens and when it was last used, never the token itself. */
export interface ApiToken {
  id: string
  name: string
  scopes: ApiScope[]
  createdAt: Date
  /** To the hour. */
  lastUsedAt: Date | undefined
}

/** The scopes that a form or a row names, each once, in their usual order; unknown ones are dropped. */
export function apiScopesIn(names: readonly unknown[]): ApiScope[] {
  return apiScopes.filter((scope) => names.includes(scope))
}
