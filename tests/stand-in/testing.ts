import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startStandIn } from './server.ts'
import type { StandIn, StandInOptions } from './types.ts'

export const apiKey = 'stand-in-key'
export const apiSecret = 'stand-in-secret'
export const shop = 'roast-and-co.myshopify.com'

/** A small stand-in: 120 customers over 200 days, its clock at a fixed morning. */
export function aStandIn(options: Partial<StandInOptions> = {}): Promise<StandIn> {
  return startStandIn({
    apiKey,
    apiSecret,
    customers: 120,
    days: 200,
    startedAt: new Date('2026-11-20T09:00:00Z'),
    ...options,
  })
}

export interface Received {
  topic: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** An app that keeps every delivery and answers as told. */
export async function anApp(answers: (count: number) => number = () => 200) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { headers } = request
      received.push({
        topic: String(headers['x-shopify-topic']),
        path: request.url ?? '',
        headers,
        body: Buffer.concat(chunks),
      })
      response.writeHead(answers(received.length)).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    topics: () => received.map((each) => each.topic),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const exchangeGrant = {
  client_id: apiKey,
  client_secret: apiSecret,
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
  expiring: '1',
}

export interface Grant {
  access_token: string
  refresh_token: string
  expires_in: number
  refresh_token_expires_in: number
  error?: string
}

export async function askForToken(standIn: StandIn, body: Record<string, string>) {
  const response = await fetch(`${standIn.url}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stand-in-host': shop },
    body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...body }),
  })
  return { status: response.status, body: (await response.json()) as Grant }
}

/** Exchanges an id token for an offline token that expires. */
export function exchange(standIn: StandIn, overrides: Record<string, string> = {}) {
  return askForToken(standIn, { ...exchangeGrant, subject_token: standIn.world.signIdToken(), ...overrides })
}

export interface Answer<Data> {
  data: Data
  errors?: { message: string; path?: string[]; extensions?: { code?: string } }[]
  extensions: {
    cost: {
      requestedQueryCost: number
      actualQueryCost: number
      throttleStatus: { currentlyAvailable: number }
    }
  }
}

/** An Admin API client of the installed app. */
export async function anAdmin(standIn: StandIn) {
  const granted = await exchange(standIn)
  const send = (query: string, variables: Record<string, unknown> = {}) =>
    fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-stand-in-host': shop,
        'x-shopify-access-token': granted.body.access_token,
      },
      body: JSON.stringify({ query, variables }),
    })
  const ask = async <Data>(query: string, variables?: Record<string, unknown>) =>
    (await (await send(query, variables)).json()) as Answer<Data>
  return { ask, send, token: granted.body.access_token }
}
