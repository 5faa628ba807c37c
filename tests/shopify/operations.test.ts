import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { concatAST, type DocumentNode, Kind, parse, validate, visit } from 'graphql'
import { describe, expect, test } from 'vitest'
import * as generated from '../../app/shopify/admin.generated.ts'
import { bulkQueryOf } from '../../app/shopify/bulk-query.ts'
import { generateAdmin, readOperations } from '../support/generate-admin.ts'
import { hasRealSchema, realSchema } from '../support/real-schema.ts'

const bulkDocuments = Object.entries(generated).flatMap(([name, value]) =>
  name.startsWith('Bulk') && name !== 'BulkOperationDocument' && typeof value === 'object' && 'kind' in value
    ? [{ name, document: value as DocumentNode }]
    : [],
)

describe.skipIf(!hasRealSchema)('every operation', () => {
  test('fits Shopify’s schema and uses nothing deprecated', async () => {
    const { schema } = await realSchema()
    const document = concatAST((await readOperations()).map((one) => one.document))
    expect(validate(schema, document).map((error) => error.message)).toEqual([])
    const { NoDeprecatedCustomRule } = await import('graphql')
    expect(validate(schema, document, [NoDeprecatedCustomRule]).map((error) => error.message)).toEqual([])
  })

  test('is typed as the schema says: the generated file is up to date', async () => {
    const { schema } = await realSchema()
    const file = join(import.meta.dirname, '..', '..', 'app', 'shopify', 'admin.generated.ts')
    expect(readFileSync(file, 'utf8')).toBe(await generateAdmin(schema))
  })
})

test('no field of an answer is left without a type', () => {
  const file = readFileSync(
    join(import.meta.dirname, '..', '..', 'app', 'shopify', 'admin.generated.ts'),
    'utf8',
  )
  const types = file.split('\n').filter((line) => /^export type \w+(Query|Mutation|Fragment) =/.test(line))
  expect(types.length).toBeGreaterThan(15)
  expect(types.filter((line) => /\b(unknown|any)\b/.test(line))).toEqual([])
})

describe('a bulk query', () => {
  test.each(bulkDocuments)('($name) keeps to what Shopify runs in bulk', ({ document }) => {
    const query = parse(bulkQueryOf(document))
    expect(query.definitions.length).toBe(1)
    const { connections, depth, arguments: used } = connectionsOf(query)
    // https://shopify.dev/docs/apps/build/apis/graphql-admin/bulk-operations/queries#operation-restrictions
    expect(connections).toBeLessThanOrEqual(5)
    expect(depth).toBeLessThanOrEqual(2)
    expect(used.filter((name) => ['first', 'after', 'last', 'before'].includes(name))).toEqual([])
  })

  test('exists for everything that is imported', () => {
    expect(bulkDocuments.map((one) => one.name)).toEqual([
      'BulkCollectionsDocument',
      'BulkCustomersDocument',
      'BulkInventoryDocument',
      'BulkOrdersDocument',
      'BulkProductsDocument',
    ])
  })
})

/** How many connections a query holds, how deep they nest, and what arguments they are given. */
function connectionsOf(query: DocumentNode) {
  const found = { connections: 0, depth: 0, arguments: [] as string[] }
  let depth = 0
  const isConnection = (node: { selectionSet?: { selections: readonly { kind: string }[] } }) =>
    node.selectionSet?.selections.some(
      (one) => one.kind === Kind.FIELD && 'name' in one && (one.name as { value: string }).value === 'edges',
    ) ?? false
  visit(query, {
    Field: {
      enter(node) {
        if (!isConnection(node)) return
        depth += 1
        found.connections += 1
        found.depth = Math.max(found.depth, depth)
        found.arguments.push(...(node.arguments ?? []).map((one) => one.name.value))
      },
      leave(node) {
        if (isConnection(node)) depth -= 1
      },
    },
  })
  return found
}
