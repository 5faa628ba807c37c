import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql'
import { answerJson, fieldsOf } from '../http.ts'
import type { ApiFault } from '../types.ts'
import type { ApiShop, BulkOperations, Context } from './context.ts'
import { actualCost, requestedCost } from './cost.ts'
import { customerNode } from './customer-node.ts'
import type { FaultQueue } from './faults.ts'
import { ordersMatching } from './lists.ts'
import { orderNode } from './order-node.ts'
import { adminRoot } from './root.ts'
import { withinScopes } from './scopes.ts'
import type { Bucket } from './throttle.ts'

const costMax = 1000

export function adminSchema(): GraphQLSchema {
  return buildSchema(readFileSync(new URL('admin/slice.graphql', import.meta.url), 'utf8'))
}

export interface AdminApi {
  shop: ApiShop
  schema: GraphQLSchema
  bulk: BulkOperations
  bucket: Bucket
  faults: FaultQueue
  counts: { graphql: number; throttled: number }
}

/** The context one call is answered in. */
export function contextOf(shop: ApiShop, bulk: BulkOperations, userErrors: string | null = null): Context {
  const context: Context = {
    shop,
    bulk,
    userErrors,
    nodes: {
      order: (order) => orderNode(context, order),
      customer: (customer) => customerNode(context, customer),
      ordersAmong: (args, among) => ordersMatching(context, args, among),
    },
  }
  return context
}

/** Answers `POST /admin/api/<version>/graphql.json`; the caller has checked the token. */
export async function answerAdmin(
  api: AdminApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  api.counts.graphql += 1
  const body = await fieldsOf(request)
  const name = typeof body.operationName === 'string' ? body.operationName : nameIn(String(body.query ?? ''))
  const fault = api.faults.take(name)
  if (fault?.kind === 'reset') {
    request.socket.destroy()
    return
  }
  if (fault?.kind === 'status') return answerStatus(response, fault)
  if (fault?.kind === 'throttled') return answerThrottled(api, response, 10)
  const variables = (body.variables ?? {}) as Record<string, unknown>
  const answer = await run(api, String(body.query ?? ''), variables, name, fault)
  // The effect is there; the caller never hears of it.
  if (fault?.kind === 'hang-after-effect') return
  if (answer.kind === 'throttled') return answerThrottled(api, response, answer.requested)
  answerJson(response, 200, answer.body)
}

type Answer = { kind: 'answer'; body: unknown } | { kind: 'throttled'; requested: number }

async function run(
  api: AdminApi,
  query: string,
  variables: Record<string, unknown>,
  name: string | undefined,
  fault: ApiFault | null,
): Promise<Answer> {
  const document = parsed(api.schema, query)
  if ('errors' in document) return { kind: 'answer', body: { errors: document.errors } }
  const operation = getOperationAST(document, name)
  if (!operation) return { kind: 'answer', body: { errors: [{ message: `No operation named "${name}"` }] } }
  const requested = requestedCost(api.schema, document, operation, variables)
  if (requested > costMax) return { kind: 'answer', body: tooDear(requested) }
  if (!api.bucket.take(requested)) return { kind: 'throttled', requested }
  const context = contextOf(api.shop, api.bulk, fault?.kind === 'user-errors' ? fault.message : null)
  const result = await execute({
    schema: api.schema,
    document,
    rootValue: withinScopes(adminRoot(context), api.shop.state.installation.scopes),
    contextValue: context,
    variableValues: variables,
    operationName: name,
  })
  const isMutation = operation.operation === 'mutation'
  const actual = isMutation ? requested : actualCost(result.data, requested)
  api.bucket.giveBack(requested - actual)
  return { kind: 'answer', body: { ...result, extensions: { cost: costOf(api, requested, actual) } } }
}

function parsed(
  schema: GraphQLSchema,
  query: string,
): DocumentNode | { errors: readonly GraphQLFormattedError[] } {
  try {
    const document = parse(query)
    const errors = validate(schema, document)
    return errors.length > 0 ? { errors: errors.map((error) => error.toJSON()) } : document
  } catch (error) {
    return { errors: [{ message: error instanceof Error ? error.message : String(error) }] }
  }
}

function nameIn(query: string): string | undefined {
  return /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1]
}

function costOf(api: AdminApi, requested: number, actual: number | null) {
  return { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: api.bucket.status() }
}

function answerThrottled(api: AdminApi, response: ServerResponse, requested: number): void {
  api.counts.throttled += 1
  answerJson(response, 200, {
    errors: [
      {
        message: 'Throttled',
        extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
      },
    ],
    extensions: { cost: costOf(api, requested, null) },
  })
}

function tooDear(requested: number) {
  return {
    errors: [
      {
        message: `Query cost is ${requested}, which exceeds the single query max cost limit (${costMax}).`,
        extensions: {
          code: 'MAX_COST_EXCEEDED',
          cost: requested,
          maxCost: costMax,
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ],
  }
}

function answerStatus(response: ServerResponse, fault: ApiFault & { kind: 'status' }): void {
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
  const errors =
    fault.status === 429 ? 'Exceeded 2 calls per second for api client.' : 'Internal Server Error'
  answerJson(response, fault.status, { errors }, headers)
}
