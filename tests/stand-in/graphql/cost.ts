import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/**
 * The points a query may cost at most, by Shopify's rules: an object 1, a scalar nothing, a mutation 10. What a
 * connection of n things costs grows with the logarithm of n; the factor is read off an answer of the live API
 * (250 variants with their inventory items: 25 points).
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 * https://community.shopify.dev/t/unexpectedly-low-graphql-query-cost-in-shopify-admin-api-seeking-clarification/23101
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)

  const costOf = (set: SelectionSetNode, type: GraphQLCompositeType): number => {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === 'Field') cost += fieldCost(selection, type)
      else if (selection.kind === 'InlineFragment') {
        const name = selection.typeCondition?.name.value
        const on = name ? schema.getType(name) : type
        if (isCompositeType(on)) cost += costOf(selection.selectionSet, on)
      } else {
        const fragment = fragments.get(selection.name.value)
        const on = fragment && schema.getType(fragment.typeCondition.name.value)
        if (fragment && isCompositeType(on)) cost += costOf(fragment.selectionSet, on)
      }
    }
    return cost
  }

  const fieldCost = (field: FieldNode, owner: GraphQLCompositeType): number => {
    if (!('getFields' in owner) || !field.selectionSet) return 0
    const definition = owner.getFields()[field.name.value]
    const named = definition && getNamedType(definition.type)
    if (!definition || !isCompositeType(named)) return 0
    const inside = costOf(field.selectionSet, named)
    if (named.name.endsWith('Connection')) return 2 + inside * scale(sizeOf(field, variables))
    // `edges` and `nodes` stand for the things themselves, `node` for what `edges` counted.
    if (named.name.endsWith('Edge') || named.name === 'PageInfo') return inside
    const isList = isListType(getNullableType(definition.type))
    const size = isList ? sizeOf(field, variables) : null
    const isLoose = isObjectType(named) && looseTypes.has(named.name)
    return (inside + (isLoose ? 0 : 1)) * (size === null ? 1 : scale(size))
  }

  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  const isMutation = operation.operation === 'mutation'
  return root ? Math.round(costOf(operation.selectionSet, root)) + (isMutation ? 10 : 0) : 0
}

// Amounts belong to the object that carries them.
const looseTypes = new Set(['MoneyBag', 'MoneyV2', 'Count'])

function scale(size: number | null): number {
  return size === null || size <= 1 ? 1 : 2 * Math.log(size)
}

function sizeOf(field: FieldNode, variables: Record<string, unknown>): number | null {
  for (const argument of field.arguments ?? []) {
    const { value } = argument
    const isSize = ['first', 'last', 'ids'].includes(argument.name.value)
    if (!isSize) continue
    const given = value.kind === 'Variable' ? variables[value.name.value] : undefined
    if (Array.isArray(given)) return given.length
    if (value.kind === 'ListValue') return value.values.length
    return value.kind === 'IntValue' ? Number(value.value) : Number(given ?? 0)
  }
  return null
}

/** What the answer really cost: its objects, counted the same way. */
export function actualCost(data: unknown, requested: number): number {
  return Math.min(requested, Math.max(1, Math.round(count(data))))
}

function count(value: unknown): number {
  if (Array.isArray(value)) {
    if (value.length === 0) return 0
    const each = value.reduce<number>((all, item) => all + count(item), 0) / value.length
    return each * scale(value.length)
  }
  if (typeof value !== 'object' || value === null) return 0
  const fields = Object.entries(value)
  const inside = fields.reduce((all, [, item]) => all + count(item), 0)
  const isLoose = fields.every(([name]) =>
    /^(shopMoney|presentmentMoney|amount|currencyCode|edges|nodes|node|cursor|pageInfo|hasNextPage|hasPreviousPage|startCursor|endCursor)$/.test(
      name,
    ),
  )
  return inside + (isLoose ? 0 : 1)
}
