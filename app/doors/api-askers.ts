import { createHash } from 'node:crypto'
import type { ApiScope } from '../domain/api-token.ts'
import { whoAsks } from '../features/shop/api-tokens.ts'
import { createThrottle } from './throttle.ts'

const guessesPerAddressMax = 60
/** Past that, the one that came longest ago is as new as any. */
const knownMax = 10_000

/** Who asks, and what they may; or why that is not known. */
export type AskerFound = { shop: string; scopes: ApiScope[] } | 'unknown' | 'too-many'

/**
 * Finds out who asks with an `Authorization` header. An address may try 60 tokens within the window that this process has
 * not known as good; past that the database is not asked. A token that was good before passes whatever else comes from
 * its address, and is asked for each time all the same: one that is revoked opens nothing from then on. Tokens are
 * remembered as digests.
 */
export function createAskerCheck({ withinMs }: { withinMs: number }) {
  const mayGuess = createThrottle({ timesMax: guessesPerAddressMax, withinMs })
  const known = new Set<string>()
  const tried = new Map<string, ReturnType<typeof whoAsks>>()

  function remember(digest: string): void {
    known.add(digest)
    const oldest = known.size > knownMax ? known.values().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
  }

  /** What comes with a token that is being tried waits for what comes of that. */
  function tryOnce(digest: string, authorization: string | undefined, now: Date) {
    const trying = whoAsks(authorization, now).finally(() => tried.delete(digest))
    tried.set(digest, trying)
    return trying
  }

  return async (authorization: string | undefined, address: string, now: Date): Promise<AskerFound> => {
    const may = () => mayGuess(address, now.getTime())
    const digest = createHash('sha256')
      .update(authorization ?? '')
      .digest('base64')
    const underWay = known.has(digest) ? whoAsks(authorization, now) : tried.get(digest)
    if (!underWay && !may()) return 'too-many'
    const asker = await (underWay ?? tryOnce(digest, authorization, now))
    known.delete(digest)
    if (!asker) return underWay && !may() ? 'too-many' : 'unknown'
    remember(digest)
    if (!underWay) mayGuess.takeBack(address)
    return asker
  }
}
