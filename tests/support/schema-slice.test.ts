import { readdirSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  validate,
  visit,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { contextOf } from '../stand-in/graphql/admin-api.ts'
import { bulkOperations } from '../stand-in/graphql/bulk.ts'
import { adminRoot } from '../stand-in/graphql/root.ts'
import { aStandIn } from '../stand-in/testing.ts'
import { pastOf, roastAndCo } from '../stand-in/world/shops.ts'
import { type Api, cutSlice, keptSlice, realIntrospection, realSchema } from './schema-slice.ts'

const operationsFolder = new URL('../../app/shopify/', import.meta.url)

/** Every operation of the app with the fragments it uses, named by its file. */
function operations(): { name: string; document: DocumentNode }[] {
  const files = readdirSync(operationsFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.graphql'),
  )
  const parsed = files.map((name) => ({
    name,
    document: parse(readFileSync(new URL(name, operationsFolder), 'utf8')),
  }))
  const fragments = parsed.flatMap(({ document }) =>
    document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION),
  )
  return parsed
    .filter(({ document }) => document.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION))
    .map(({ name, document }) => {
      const used = new Set<string>()
      const take = (node: DocumentNode | (typeof fragments)[number]): void => {
        visit(node, {
          FragmentSpread(spread) {
            const fragment = fragments.find((each) => each.name.value === spread.name.value)
            if (!fragment || used.has(spread.name.value)) return
            used.add(spread.name.value)
            take(fragment)
          },
        })
      }
      take(document)
      const own = document.definitions.filter((each) => each.kind !== Kind.FRAGMENT_DEFINITION)
      return {
        name,
        document: {
          ...document,
          definitions: [...own, ...fragments.filter((each) => used.has(each.name.value))],
        },
      }
    })
}

const hasReal = realIntrospection('admin') !== null
// Without `../shared/schema` beside the repository there is nothing to hold the slices against.
const ifReal = hasReal ? test : test.skip

describe.each(['admin', 'storefront'] as const)('the %s slice', (api: Api) => {
  ifReal('is what the generator cuts today', () => {
    const introspection = realIntrospection(api)
    if (!introspection) throw new Error('The real schema is there.')
    expect(keptSlice(api)).toBe(cutSlice(api, introspection))
  })

  ifReal('is a true part of the real schema: same types, arguments and required arguments', () => {
    const real = realSchema(api)
    if (!real) throw new Error('The real schema is there.')
    expect(strangers(buildSchema(keptSlice(api)), real)).toEqual([])
  })
})

test('a slice that says more than the real schema is caught', () => {
  const real = buildSchema('type Query { shop(id: ID!): Shop } type Shop { id: ID! name: String }')
  const slice = buildSchema('type Query { shop: Shop } type Shop { id: ID! name: String! colour: String }')
  expect(strangers(slice, real)).toEqual([
    'Query.shop lacks its required argument id',
    'Shop.name is String!, really String',
    'Shop.colour does not exist',
  ])
})

function strangers(slice: GraphQLSchema, real: GraphQLSchema): string[] {
  const objects = Object.values(slice.getTypeMap()).filter(
    (type): type is GraphQLObjectType | GraphQLInputObjectType =>
      'getFields' in type && !type.name.startsWith('__'),
  )
  return objects.flatMap((type) => {
    const theirs = real.getType(type.name)
    if (!theirs || !('getFields' in theirs)) return [`${type.name} does not exist`]
    const fields: (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields())
    return fields.flatMap((field) => {
      const their = theirs.getFields()[field.name]
      const at = `${type.name}.${field.name}`
      if (!their) return [`${at} does not exist`]
      if (String(their.type) !== String(field.type)) return [`${at} is ${field.type}, really ${their.type}`]
      if (!('args' in field)) return []
      const theirArgs = 'args' in their ? their.args : []
      const lacking = theirArgs.filter(
        (arg) => isRequiredArgument(arg) && !field.args.some((each) => each.name === arg.name),
      )
      const wrong = field.args.filter(
        (arg) => String(theirArgs.find((each) => each.name === arg.name)?.type) !== String(arg.type),
      )
      return [
        ...lacking.map((arg) => `${at} lacks its required argument ${arg.name}`),
        ...wrong.map((arg) => `${at} has a wrong argument ${arg.name}`),
      ]
    })
  })
}

describe('the operations of the app', () => {
  test('are found', () => expect(operations().length).toBeGreaterThan(0))

  ifReal('are all valid against the real schema', () => {
    const real = realSchema('admin')
    if (!real) throw new Error('The real schema is there.')
    for (const { name, document } of operations())
      expect({ name, errors: validate(real, document).map((error) => error.message) }).toEqual({
        name,
        errors: [],
      })
  })

  test('can all be answered by the stand-in', () => {
    const slice = buildSchema(keptSlice('admin'))
    for (const { name, document } of operations())
      expect({ name, errors: validate(slice, document).map((error) => error.message) }).toEqual({
        name,
        errors: [],
      })
  })
})

test('the stand-in has an answer for every field of its slice', async () => {
  const schema = buildSchema(keptSlice('admin'))
  const standIn = await aStandIn()
  const { state } = pastOf(roastAndCo, 1, { customers: 200, days: 300, startedAtMs: Date.UTC(2026, 10, 20) })
  const shop = { world: standIn.world, state, happened: () => {}, publicUrl: () => standIn.url }
  const journal = { write() {}, flush() {}, close() {} }
  const bulk = bulkOperations({ shop, schema, folder: '', journal }, [])
  const refunded = [...state.orders.values()].find(
    (order) => order.refunds.length > 0 && order.customerId && order.fulfilments.length > 0,
  )
  const queryType = schema.getQueryType()
  if (!refunded || !queryType) throw new Error('The past has refunds.')
  const ids: Record<string, string> = {
    order: refunded.id,
    customer: refunded.customerId ?? '',
    product: refunded.lines[0]?.productId ?? '',
    collection: [...state.collections.keys()][0] ?? '',
    productVariant: refunded.lines[0]?.variantId ?? '',
    inventoryItem: state.variants.get(refunded.lines[0]?.variantId ?? '')?.inventoryItemId ?? '',
  }
  const context = contextOf(shop, bulk)
  const roots = Object.keys(queryType.getFields()).filter(
    (name) => !['node', 'nodes', 'bulkOperation', 'discountRedeemCodeBulkCreation'].includes(name),
  )
  for (const root of roots) {
    const field = queryType.getFields()[root]
    const type = field && getNamedType(field.type)
    if (!field || !isCompositeType(type)) continue
    const args = field.args.some((arg) => arg.name === 'first')
      ? '(first: 3)'
      : root === 'codeDiscountNodeByCode'
        ? '(code: "WELCOME10")'
        : ids[root]
          ? `(id: "${ids[root]}")`
          : ''
    const query = `{ ${root}${args} ${selection(schema, type.name, 0)} }`
    const result = await execute({
      schema,
      document: parse(query),
      rootValue: adminRoot(context),
      contextValue: context,
    })
    expect({
      root,
      errors: result.errors?.map((error) => `${error.path?.join('.')}: ${error.message}`),
    }).toEqual({
      root,
      errors: undefined,
    })
  }
  await standIn.close()
})

// Everything below a type, a few steps deep.
function selection(schema: GraphQLSchema, typeName: string, depth: number): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) return '{ __typename }'
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type)
    const required = field.args.filter(isRequiredArgument)
    const values: Record<string, string> = {
      names: '["available"]',
      locationId: '"gid://shopify/Location/655441491"',
    }
    const given = [
      ...required.map((arg) => `${arg.name}: ${values[arg.name] ?? 'null'}`),
      ...(field.args.some((arg) => arg.name === 'first') ? ['first: 3'] : []),
    ]
    const args = given.length > 0 ? `(${given.join(', ')})` : ''
    if (!isCompositeType(named)) return [`${field.name}${args}`]
    return depth >= 5 ? [] : [`${field.name}${args} ${selection(schema, named.name, depth + 1)}`]
  })
  return `{ __typename ${fields.join(' ')} }`
}
