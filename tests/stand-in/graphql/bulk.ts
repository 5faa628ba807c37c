import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { execute, type GraphQLSchema } from 'graphql'
import { gid, numberOf } from '../world/ids.ts'
import type { Journal, JournalRecord } from '../world/journal.ts'
import { linesOf, type Paged, pagedQuery } from './bulk-query.ts'
import type { ApiShop, BulkOperation, BulkOperations, Context } from './context.ts'
import { moment } from './money.ts'
import { adminRoot } from './root.ts'

const runningMax = 5
// Even the smallest operation waits its turn first.
const queuedMs = 250
const bulkHost = 'https://storage.googleapis.com'

export interface BulkSetting {
  shop: ApiShop
  schema: GraphQLSchema
  folder: string
  journal: Journal
}

/** The bulk operations of one shop: asynchronous, five at once, results as JSON lines in a file. */
export function bulkOperations(setting: BulkSetting, records: JournalRecord[]): BulkOperations {
  const { shop, journal } = setting
  const domain = shop.state.shop.domain
  const operations = new Map<string, BulkOperation>()
  const works = new Set<Promise<void>>()
  let willFail = false
  let isClosed = false
  const save = (operation: BulkOperation) =>
    journal.write({ shop: domain, kind: 'bulk', id: operation.id, value: operation })
  for (const record of records)
    if (record.shop === domain && record.kind === 'bulk') {
      const operation = record.value as BulkOperation
      operations.set(
        operation.id,
        isOver(operation)
          ? operation
          : { ...operation, status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR' },
      )
    }
  const now = () => moment(shop.world.clock.nowMs())
  const running = () => [...operations.values()].filter((operation) => !isOver(operation))

  const finish = (operation: BulkOperation, status: BulkOperation['status'], file: string) => {
    const size = statSync(file).size
    const url = size > 0 ? `${bulkHost}/bulk/${numberOf(operation.id)}.jsonl` : null
    Object.assign(operation, {
      status,
      completedAt: now(),
      fileSize: String(size),
      url: status === 'COMPLETED' ? url : null,
      partialDataUrl: status === 'FAILED' ? url : null,
      errorCode: status === 'FAILED' ? 'INTERNAL_SERVER_ERROR' : null,
    })
    save(operation)
    shop.happened({
      kind: 'bulk-finished',
      operationId: operation.id,
      type: 'query',
      status: status.toLowerCase(),
      errorCode: operation.errorCode?.toLowerCase() ?? null,
    })
  }

  const work = async (
    context: Context,
    operation: BulkOperation,
    root: string,
    page: Paged,
    isGrouped: boolean,
  ) => {
    const breaksOff = willFail
    willFail = false
    mkdirSync(setting.folder, { recursive: true })
    const file = fileOf(setting.folder, operation.id)
    const out = createWriteStream(file)
    let after: string | null = null
    await pause(queuedMs)
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      if (operation.status === 'CANCELING' || isClosed) break
      operation.status = 'RUNNING'
      const result = await execute({
        schema: setting.schema,
        document: page.document,
        rootValue: adminRoot(context),
        contextValue: context,
        variableValues: { bulkAfter: after },
      })
      const found = result.data?.[root] as { bulkPage: { hasNextPage: boolean; endCursor: string } } | null
      if (result.errors || !found) {
        const why = result.errors?.[0]?.message ?? 'nothing found'
        shop.world.log.add({ shop: domain, kind: 'api', text: `Bulk operation broke off: ${why}` })
        break
      }
      const { lines, roots } = linesOf(found as Record<string, unknown> & typeof found, isGrouped)
      if (breaksOff) lines.length = Math.floor(lines.length / 2)
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
      operation.objectCount = String(Number(operation.objectCount) + lines.length)
      operation.rootObjectCount = String(Number(operation.rootObjectCount) + roots)
      if (breaksOff) break
      after = found.bulkPage.endCursor
      if (!found.bulkPage.hasNextPage) {
        await closed(out)
        return finish(operation, 'COMPLETED', file)
      }
    }
    const wasCancelled = (operation.status as string) === 'CANCELING'
    await closed(out)
    // What a stop cut short is told apart when the journal is read again.
    if (!isClosed) finish(operation, wasCancelled ? 'CANCELED' : 'FAILED', file)
  }

  return {
    run(context, query, groupObjects) {
      if (running().length >= runningMax)
        return refused(
          'OPERATION_IN_PROGRESS',
          `A bulk query operation for this app and shop is already in progress: at most ${runningMax} at once.`,
        )
      const paged = pagedQuery(setting.schema, query)
      if ('refused' in paged) return refused(null, paged.refused)
      const operation: BulkOperation = {
        __typename: 'BulkOperation',
        id: gid('BulkOperation', operations.size + 1 + shop.state.firstNumber * 1_000_000),
        status: 'CREATED',
        errorCode: null,
        createdAt: now(),
        completedAt: null,
        objectCount: '0',
        rootObjectCount: '0',
        fileSize: null,
        url: null,
        partialDataUrl: null,
        query,
        type: 'QUERY',
      }
      operations.set(operation.id, operation)
      save(operation)
      const answer = { ...operation }
      const working = work(context, operation, paged.root, paged.page, groupObjects).finally(() =>
        works.delete(working),
      )
      works.add(working)
      return { bulkOperation: answer, userErrors: [] }
    },
    cancel(id) {
      const operation = operations.get(id)
      if (!operation) return refused(null, 'Bulk operation does not exist')
      if (isOver(operation))
        return {
          bulkOperation: operation,
          userErrors: [
            {
              field: null,
              message: `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`,
              code: null,
            },
          ],
        }
      operation.status = 'CANCELING'
      return { bulkOperation: operation, userErrors: [] }
    },
    find: (id) => operations.get(id) ?? null,
    all: () => [...operations.values()],
    failNext() {
      willFail = true
    },
    async close() {
      isClosed = true
      await Promise.all(works)
    },
  }
}

/** Where the lines of this operation lie. */
export function fileOf(folder: string, id: string): string {
  return join(folder, `${numberOf(id)}.jsonl`)
}

function isOver(operation: BulkOperation): boolean {
  return operation.completedAt !== null || operation.status === 'FAILED'
}

function refused(code: string | null, message: string) {
  return { bulkOperation: null, userErrors: [{ field: ['query'], message, code }] }
}

function closed(out: ReturnType<typeof createWriteStream>): Promise<void> {
  return new Promise((resolve, reject) => {
    out.end(resolve)
    out.once('error', reject)
  })
}
