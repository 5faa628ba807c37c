import { afterEach, beforeEach, expect, test } from 'vitest'
import { aStandIn, askForToken, exchange } from './testing.ts'
import type { StandIn } from './types.ts'
import { signToken } from './world/tokens.ts'

let standIn: StandIn
beforeEach(async () => {
  standIn = await aStandIn()
})
afterEach(() => standIn.close())

const refresh = (refreshToken: string) =>
  askForToken(standIn, { grant_type: 'refresh_token', refresh_token: refreshToken })

async function statusWith(accessToken: string): Promise<number> {
  const response = await fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-stand-in-host': standIn.world.shop.domain, 'x-shopify-access-token': accessToken },
    body: JSON.stringify({ query: '{ shop { id } }' }),
  })
  return response.status
}

test('an id token is exchanged for an offline token that lasts an hour, and the app is installed', async () => {
  const { status, body } = await exchange(standIn)
  expect(status).toBe(200)
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 })
  expect(standIn.world.installation.installed).toBe(true)
  expect(await statusWith(body.access_token)).toBe(200)
  expect(standIn.counts).toMatchObject({ exchanges: 1, refreshes: 0 })
})

test('an access token ends after an hour', async () => {
  const { body } = await exchange(standIn)
  await standIn.moveClock(3_601_000)
  expect(await statusWith(body.access_token)).toBe(401)
})

test.each([
  ['signed by somebody else', { secret: 'other' }],
  ['for another app', { claims: { aud: 'another' } }],
  ['for another shop', { claims: { dest: 'https://tea-house.myshopify.com' } }],
  ['expired', { claims: { exp: 1 } }],
  [
    "a shopper's",
    { claims: { iss: undefined, dest: 'roast-and-co.myshopify.com', sub: 'gid://shopify/Customer/1' } },
  ],
])(
  'a token %s is refused',
  async (_name, { secret, claims }: { secret?: string; claims?: Record<string, unknown> }) => {
    const token = standIn.world.signIdToken(claims)
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
    const { status, body } = await exchange(standIn, {
      subject_token: secret ? signToken(payload, secret) : token,
    })
    expect([status, body.error]).toEqual([400, 'invalid_subject_token'])
  },
)

test('a wrong client secret gets nothing', async () => {
  expect((await exchange(standIn, { client_secret: 'wrong' })).status).toBe(401)
})

test('a refresh brings a new pair, and the old refresh token works until the new one was used', async () => {
  const first = (await exchange(standIn)).body
  const lost = await refresh(first.refresh_token)
  const second = await refresh(first.refresh_token)
  expect([lost.status, second.status]).toEqual([200, 200])
  const third = await refresh(second.body.refresh_token)
  expect(third.status).toBe(200)
  const reused = await refresh(first.refresh_token)
  expect([reused.status, reused.body.error]).toEqual([400, 'invalid_grant'])
  expect(standIn.counts.refreshes).toBe(4)
})

test('a refresh token ends after ninety days', async () => {
  const { body } = await exchange(standIn)
  await standIn.moveClock(91 * 86_400_000)
  expect((await refresh(body.refresh_token)).status).toBe(400)
})

test('uninstalling ends every token of the shop', async () => {
  const { body } = await exchange(standIn)
  standIn.world.uninstall()
  expect(await statusWith(body.access_token)).toBe(401)
  expect((await refresh(body.refresh_token)).status).toBe(400)
})
