import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { sessions } from '../../app/store/sessions.server.ts'
import { withDatabase } from '../support/database.ts'
import { anOfflineSession } from '../support/sessions.ts'
import { claimsOf, signed } from '../support/tokens.ts'

const database = withDatabase()
const program = new URL('../support/visit-admin.ts', import.meta.url).pathname
const now = new Date()

beforeAll(() =>
  sessions.storeSession(anOfflineSession({ now, accessToken: 'shpat_canary', refreshToken: 'shprt_canary' })),
)

/** What a process of its own says to these tokens, and everything it printed at its most talkative. */
async function comeWith(tokens: string[], settings: Record<string, string> = {}) {
  const env = { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: 'trace', ...settings }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...tokens], { env })
  const received = stdout.split('\n').filter((line) => /^(in|\d{3}|broken)$/.test(line))
  return { received, printed: stdout + stderr }
}

// The library's own debug lines and error messages quote whole tokens.
test('no token is ever printed, whoever comes and whatever is wrong with it', async () => {
  const expired = { ...claimsOf('admin', new Date(now.getTime() - 3_600_000)) }
  const tokens = await Promise.all([
    signed(claimsOf('admin', now)),
    signed(expired),
    signed(claimsOf('admin', now), { secret: 'somebody else' }),
    signed(claimsOf('changeset', now)),
    signed({ ...claimsOf('admin', now), dest: 'https://evil.example' }),
  ])
  const { received, printed } = await comeWith([...tokens, 'not.a.token', 'shpat_canary'])
  expect(received).toEqual(['in', '401', '401', '401', '401', '401', '401'])
  for (const token of tokens)
    for (const part of token.split('.').slice(1)) expect(printed).not.toContain(part)
  expect(printed).not.toContain('canary')
})

test('while a secret is being rotated both let the merchant in, and afterwards the old one no more', async () => {
  const token = await signed(claimsOf('admin', now), { secret: 'old-secret' })
  const rotating = await comeWith([token], { SHOPIFY_API_SECRET_PREVIOUS: 'old-secret' })
  expect(rotating.received).toEqual(['in'])
  expect((await comeWith([token])).received).toEqual(['401'])
})
