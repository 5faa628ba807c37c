import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { redirectFetch } from './redirect.ts'
import { anAdmin, anApp, aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'

interface Operation {
  id: string
  status: string
  errorCode: string | null
  objectCount: string
  rootObjectCount: string
  url: string | null
  partialDataUrl: string | null
}
type Line = Record<string, unknown> & { id: string; __parentId?: string }

let standIn: StandIn
let app: Awaited<ReturnType<typeof anApp>>
let admin: Awaited<ReturnType<typeof anAdmin>>
let undo: () => void

beforeEach(async () => {
  app = await anApp()
  standIn = await aStandIn({ appUrl: app.url })
  undo = redirectFetch(() => standIn.url)
  admin = await anAdmin(standIn)
})
afterEach(async () => {
  undo()
  await standIn.close()
  app.close()
})

const ordersQuery = '{ orders { edges { node { id name lineItems { edges { node { id quantity } } } } } } }'

async function run(query: string, groupObjects = false) {
  const mutation = `mutation Run($query: String!, $groupObjects: Boolean!) {
    bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { id status } userErrors { code field message }
    }
  }`
  const { data } = await admin.ask<{
    bulkOperationRunQuery: {
      bulkOperation: Operation | null
      userErrors: { code: string; message: string }[]
    }
  }>(mutation, { query, groupObjects })
  return data.bulkOperationRunQuery
}

async function find(id: string): Promise<Operation> {
  const { data } = await admin.ask<{ bulkOperation: Operation }>(
    'query One($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url partialDataUrl } }',
    { id },
  )
  return data.bulkOperation
}

async function finished(query: string, groupObjects?: boolean): Promise<Operation> {
  const { bulkOperation } = await run(query, groupObjects)
  const id = bulkOperation?.id ?? ''
  await expect
    .poll(async () => (await find(id)).status, { timeout: 10_000 })
    .toMatch(/COMPLETED|FAILED|CANCELED/)
  return find(id)
}

async function linesAt(url: string | null): Promise<Line[]> {
  const text = await (await fetch(url ?? '')).text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

describe('a bulk query', () => {
  test('writes every order and below it every line, bound by __parentId', async () => {
    const operation = await finished(ordersQuery)
    const lines = await linesAt(operation.url)
    const orders = lines.filter((line) => line.__parentId === undefined)
    const items = lines.filter((line) => line.__parentId !== undefined)
    expect(orders).toHaveLength(standIn.world.orders().length)
    expect(items).toHaveLength(standIn.world.orders().reduce((sum, order) => sum + order.lines.length, 0))
    expect(operation.objectCount).toBe(String(lines.length))
    expect(operation.rootObjectCount).toBe(String(orders.length))
    const known = new Set(orders.map((order) => order.id))
    expect(items.every((item) => known.has(item.__parentId ?? ''))).toBe(true)
    expect(orders[0]).not.toHaveProperty('lineItems')
  })

  test('keeps children beside their parents only when asked to', async () => {
    const isGrouped = (lines: Line[]) =>
      lines.every((line, index) => {
        if (line.__parentId === undefined) return true
        const before = lines[index - 1]
        return before?.id === line.__parentId || before?.__parentId === line.__parentId
      })
    expect(isGrouped(await linesAt((await finished(ordersQuery, true)).url))).toBe(true)
    expect(isGrouped(await linesAt((await finished(ordersQuery, false)).url))).toBe(false)
  })

  test('tells the app when it is done', async () => {
    const operation = await finished(ordersQuery)
    await standIn.settled()
    const told = app.received.find((each) => each.topic === 'bulk_operations/finish')
    expect(JSON.parse(told?.body.toString() ?? '{}')).toMatchObject({
      admin_graphql_api_id: operation.id,
      status: 'completed',
      type: 'query',
      error_code: null,
    })
  })

  test('can be read on from where reading stopped', async () => {
    const { url } = await finished(ordersQuery)
    const whole = await (await fetch(url ?? '')).text()
    const rest = await fetch(url ?? '', { headers: { range: 'bytes=1000-' } })
    expect(rest.status).toBe(206)
    expect(await rest.text()).toBe(whole.slice(1000))
  })

  test('is refused beyond five at once', async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, () => run(ordersQuery)))
    const codes = answers.flatMap((answer) => answer.userErrors.map((error) => error.code))
    expect(codes).toContain('OPERATION_IN_PROGRESS')
    expect(answers.filter((answer) => answer.bulkOperation).length).toBeGreaterThanOrEqual(5)
  })

  test('is refused when it has no connection or is no query of the schema', async () => {
    expect((await run('{ shop { id } }')).userErrors).toHaveLength(1)
    expect((await run('{ orders { edges { node { colour } } } }')).userErrors).toHaveLength(1)
  })

  test('that breaks off says so and keeps what it had', async () => {
    standIn.faults.next({ kind: 'bulk-failure' })
    const operation = await finished(ordersQuery)
    expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null })
    expect((await linesAt(operation.partialDataUrl)).length).toBeGreaterThan(0)
  })

  test('can be cancelled while it runs', async () => {
    const { bulkOperation } = await run(ordersQuery)
    const id = bulkOperation?.id ?? ''
    await admin.ask('mutation Stop($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } } }', {
      id,
    })
    await expect.poll(async () => (await find(id)).status, { timeout: 5_000 }).toMatch(/CANCELED|COMPLETED/)
  })
})
