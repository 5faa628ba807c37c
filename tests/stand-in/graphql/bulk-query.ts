import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const pageSize = 250
const connectionsMax = 5
const depthMax = 2

/** The query of a bulk operation as one that reads a page, or why it cannot be one. */
export function pagedQuery(
  schema: GraphQLSchema,
  query: string,
): { root: string; page: Paged } | { refused: string } {
  const parsed = parsedOrRefused(schema, query)
  if ('refused' in parsed) return parsed
  const connections: string[] = []
  let depth = 0
  let deepest = 0
  let root = ''
  const typeInfo = new TypeInfo(schema)
  const isConnection = () => {
    const type = typeInfo.getType()
    return type ? getNamedType(type).name.endsWith('Connection') : false
  }
  const document = visit(
    parsed.document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(field) {
          if (!isConnection()) return undefined
          const name = field.alias?.value ?? field.name.value
          connections.push(name)
          if (depth === 0) root = name
          depth += 1
          deepest = Math.max(deepest, depth)
          return sized(field, depth === 1)
        },
        leave() {
          if (isConnection()) depth -= 1
        },
      },
    }),
  )
  if (connections.length === 0) return { refused: 'Bulk queries must contain at least one connection.' }
  if (connections.length > connectionsMax)
    return { refused: `Bulk queries cannot contain more than ${connectionsMax} connections.` }
  if (deepest > depthMax + 1)
    return {
      refused: `Bulk queries cannot contain connections with a nesting depth greater than ${depthMax}.`,
    }
  return { root, page: { document, pageSize } }
}

export interface Paged {
  /** Takes the variable `bulkAfter`. */
  document: DocumentNode
  pageSize: number
}

function parsedOrRefused(
  schema: GraphQLSchema,
  query: string,
): { document: DocumentNode } | { refused: string } {
  try {
    const document = parse(query)
    const [error] = validate(schema, document)
    return error ? { refused: error.message } : { document: withCursorVariable(document) }
  } catch (error) {
    return { refused: `Invalid bulk query: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function withCursorVariable(document: DocumentNode): DocumentNode {
  return visit(document, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [
        {
          kind: Kind.VARIABLE_DEFINITION,
          variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: 'bulkAfter' } },
          type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
        },
      ],
    }),
  })
}

// A bulk query reads everything, whatever page it asks for.
function sized(field: FieldNode, isRoot: boolean): FieldNode {
  const others = (field.arguments ?? []).filter(
    (argument) => !['first', 'last', 'after', 'before'].includes(argument.name.value),
  )
  const first = {
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: 'first' },
    value: { kind: Kind.INT as const, value: String(pageSize) },
  }
  const after = {
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: 'after' },
    value: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: 'bulkAfter' } },
  }
  const sizedField = { ...field, arguments: isRoot ? [...others, first, after] : [...others, first] }
  return isRoot ? withPageInfo(sizedField) : sizedField
}

function withPageInfo(field: FieldNode): FieldNode {
  const named = (value: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } })
  const pageInfo: FieldNode = {
    ...named('pageInfo'),
    alias: { kind: Kind.NAME, value: 'bulkPage' },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [named('hasNextPage'), named('endCursor')] },
  }
  const selections = [...(field.selectionSet?.selections ?? []), pageInfo]
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } }
}

type Row = Record<string, unknown>

/** The lines of one page: each thing without its connections, their things after it with `__parentId`. */
export function linesOf(page: Row, isGrouped: boolean): { lines: Row[]; roots: number } {
  const parents: Row[] = []
  const children: Row[] = []
  const flatten = (thing: Row, parentId: unknown, into: Row[]) => {
    const line: Row = {}
    const below: Row[] = []
    for (const [name, value] of Object.entries(thing)) {
      const inner = nodesOf(value)
      if (inner) below.push(...inner)
      else line[name] = value
    }
    if (parentId !== undefined) line.__parentId = parentId
    into.push(line)
    for (const child of below) flatten(child, thing.id, isGrouped ? into : children)
  }
  const things = nodesOf(page) ?? []
  for (const thing of things) flatten(thing, undefined, parents)
  return { lines: [...parents, ...children], roots: things.length }
}

function nodesOf(value: unknown): Row[] | null {
  if (typeof value !== 'object' || value === null) return null
  const { edges, nodes } = value as { edges?: { node: Row }[]; nodes?: Row[] }
  if (Array.isArray(edges)) return edges.map((edge) => edge.node)
  return Array.isArray(nodes) ? nodes : null
}
