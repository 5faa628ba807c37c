import { setTimeout as pause } from 'node:timers/promises'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { type DocumentNode, print } from 'graphql'
import { ClientError, GraphQLClient } from 'graphql-request'
import { assert, Rejected, Unavailable } from '../platform/errors.ts'
import { type Throttle, throttle } from '../platform/throttle.ts'
import { costOf, type Trouble, troubleOf } from './answers.ts'
import { apiVersion } from './api-version.ts'
import { freshToken, NeedsVisit } from './tokens.server.ts'

const callTimeoutMs = 20_000
const attemptsUsual = 6
const backoffMs = 500
// Longer than this nobody waits inside a call: who asked is told when to come again.
const waitMsMax = 10_000
const costGuess = 20

/** One shop's Admin API. */
export interface Admin {
  shop: string
  /**
   * Asks once the shop's API budget allows it. What may pass is repeated with growing waits, as long as Shopify cannot
   * have carried it out already: queries always, mutations only when they surely did not arrive. Throws `Unavailable`
   * when it did not pass, or when Shopify wants to be left alone for more than 10 s, with what Shopify said; `Rejected`
   * when the same call would be refused again, `NeedsVisit` when our access has ended.
   */
  ask<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>
}

/**
 * The Admin API of a shop, with its kept token. Every server-side caller goes through here. Six attempts take up to a
 * quarter of a minute: where somebody waits for a page, allow fewer.
 */
export function adminOf(shop: string, { attemptsMax = attemptsUsual } = {}): Admin {
  return { shop, ask: (document, variables) => ask({ shop, attemptsMax }, document, variables) }
}

const throttles = new Map<string, Throttle>()
const costs = new Map<string, number>()

async function ask<Data, Variables extends object>(
  { shop, attemptsMax }: { shop: string; attemptsMax: number },
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const question = questionOf(document)
  let refused: string | undefined
  for (let attempt = 1; ; attempt += 1) {
    const token = await freshToken(shop, refused)
    const outcome = await askOnce<Data>(shop, token, question, variables)
    if (outcome.kind === 'answer') return outcome.data
    const { trouble } = outcome
    if (trouble.kind === 'unauthorized' && refused !== undefined)
      throw new NeedsVisit(shop, { isRefused: true })
    const waitMs = waitOf(trouble, attempt)
    if (!mayRepeat(trouble, question) || attempt === attemptsMax || waitMs > waitMsMax)
      throw errorOf(trouble, question.name)
    if (trouble.kind === 'unauthorized') refused = token
    else await pause(waitMs)
  }
}

interface Question {
  name: string
  text: string
  isMutation: boolean
}

const questions = new WeakMap<DocumentNode, Question>()

function questionOf(document: DocumentNode): Question {
  const known = questions.get(document)
  if (known) return known
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition')
  assert(operation?.name, 'every operation has a name')
  const question = {
    name: operation.name.value,
    text: print(document),
    isMutation: operation.operation === 'mutation',
  }
  questions.set(document, question)
  return question
}

type Outcome<Data> = { kind: 'answer'; data: Data } | { kind: 'trouble'; trouble: Trouble }

async function askOnce<Data>(
  shop: string,
  token: string,
  { name, text }: Question,
  variables: object,
): Promise<Outcome<Data>> {
  const budget = throttleOf(shop)
  const cost = costs.get(name) ?? costGuess
  await budget.take(cost)
  let extensions: unknown
  try {
    const client = new GraphQLClient(`https://${shop}/admin/api/${apiVersion}/graphql.json`, {
      headers: { 'X-Shopify-Access-Token': token },
      redirect: 'error',
    })
    const answer = await client.rawRequest<Data, object>({
      query: text,
      variables,
      signal: AbortSignal.timeout(callTimeoutMs),
    })
    extensions = answer.extensions
    return { kind: 'answer', data: answer.data }
  } catch (error) {
    if (error instanceof ClientError) extensions = error.response.extensions
    return { kind: 'trouble', trouble: troubleOf(error) }
  } finally {
    const known = costOf(extensions)
    if (known) costs.set(name, known.cost)
    budget.give(cost, known?.budget)
  }
}

function throttleOf(shop: string): Throttle {
  const known = throttles.get(shop) ?? throttle()
  throttles.set(shop, known)
  return known
}

function mayRepeat(trouble: Trouble, { isMutation }: Question): boolean {
  switch (trouble.kind) {
    case 'final':
      return false
    case 'throttled':
    case 'unauthorized':
      return true
    case 'passing':
      return !isMutation || trouble.wasDone === 'no'
    default:
      return trouble satisfies never
  }
}

function waitOf(trouble: Trouble, attempt: number): number {
  // The budget's own line waits out what is left.
  if (trouble.kind === 'throttled') return Math.min(trouble.waitMs, waitMsMax)
  return askedWaitMs(trouble) ?? Math.min(backoffMs * 2 ** (attempt - 1), waitMsMax)
}

function askedWaitMs(trouble: Trouble): number | undefined {
  return 'waitMs' in trouble ? trouble.waitMs : undefined
}

function errorOf(trouble: Trouble, operation: string): Error {
  const message = `Shopify did not answer ${operation}: ${trouble.code}`
  if (trouble.kind === 'final') return new Rejected(message)
  const waitMs = askedWaitMs(trouble)
  const mayBeDone = trouble.kind === 'passing' && trouble.wasDone === 'unknown'
  return new Unavailable(message, {
    mayBeDone,
    ...(waitMs !== undefined && { retryAfterSeconds: waitMs / 1000 }),
  })
}
