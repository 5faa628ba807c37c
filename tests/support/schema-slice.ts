import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  assertValidSchema,
  buildClientSchema,
  type GraphQLSchema,
  type IntrospectionField,
  type IntrospectionInputObjectType,
  type IntrospectionQuery,
  type IntrospectionType,
  type IntrospectionTypeRef,
  printSchema,
} from 'graphql'
import { adminFields, type SliceFields, storefrontFields } from './schema-slice-fields.ts'

/** The real schemas lie beside the repository; a checkout without them works from the slices alone. */
const schemaFolder = new URL('../../../shared/schema/', import.meta.url)
const sliceFolder = new URL('../stand-in/graphql/', import.meta.url)

export type Api = 'admin' | 'storefront'

const files: Record<Api, { real: string; slice: string; fields: SliceFields }> = {
  admin: { real: 'admin_2026-10.json.gz', slice: 'admin/slice.graphql', fields: adminFields },
  storefront: {
    real: 'storefront-graphql_2026-10.json.gz',
    slice: 'storefront/slice.graphql',
    fields: storefrontFields,
  },
}

/** Shopify's own description of the API, or nothing where it is not at hand. */
export function realIntrospection(api: Api): IntrospectionQuery | null {
  try {
    const packed = readFileSync(new URL(files[api].real, schemaFolder))
    return (JSON.parse(gunzipSync(packed).toString()) as { data: IntrospectionQuery }).data
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function realSchema(api: Api): GraphQLSchema | null {
  const introspection = realIntrospection(api)
  return introspection && buildClientSchema(introspection, { assumeValid: true })
}

export function keptSlice(api: Api): string {
  return readFileSync(new URL(files[api].slice, sliceFolder), 'utf8')
}

/** Cuts the fields we name, and the enums and scalars they need, out of the real schema. */
export function cutSlice(api: Api, introspection: IntrospectionQuery): string {
  const { fields } = files[api]
  const real = new Map(introspection.__schema.types.map((type) => [type.name, type]))
  const cut = new Map<string, IntrospectionType>()
  for (const [name, wanted] of Object.entries(fields)) cut.set(name, cutType(real, fields, name, wanted))
  for (const type of [...cut.values()]) takeLeaves(real, cut, type)
  const types = [...cut.values()].map((type) => withoutStrangers(type, cut))
  const { queryType, mutationType } = introspection.__schema
  const schema = buildClientSchema({
    __schema: {
      queryType,
      mutationType: mutationType && cut.has(mutationType.name) ? mutationType : null,
      subscriptionType: null,
      types,
      directives: introspection.__schema.directives
        .filter((directive) => directive.name === 'inContext')
        .map((directive) => ({
          ...directive,
          description: null,
          args: directive.args.filter((arg) => ['country', 'language'].includes(arg.name)),
        })),
    },
  } as unknown as IntrospectionQuery)
  assertValidSchema(schema)
  return `# Cut from Shopify's ${api} schema 2026-10 by tests/support/schema-slice.ts. Do not edit.\n\n${printSchema(schema)}\n`
}

function cutType(
  real: Map<string, IntrospectionType>,
  slice: SliceFields,
  name: string,
  wanted: string,
): IntrospectionType {
  const type = real.get(name)
  if (type?.kind === 'INPUT_OBJECT') return cutInput(real, slice, type, wanted)
  if (!type || !('fields' in type)) throw new Error(`The real schema has no object ${name}.`)
  const names = wanted.trim().split(/\s+/)
  const fields = names.map((field) => {
    const found = type.fields.find((each) => each.name === field)
    if (!found) throw new Error(`The real schema has no field ${name}.${field}.`)
    return cutField(real, slice, name, found)
  })
  return { ...type, description: null, fields } as IntrospectionType
}

function cutInput(
  real: Map<string, IntrospectionType>,
  slice: SliceFields,
  type: IntrospectionInputObjectType,
  wanted: string,
): IntrospectionType {
  const inputFields = wanted
    .trim()
    .split(/\s+/)
    .map((field) => {
      const found = type.inputFields.find((each) => each.name === field)
      if (!found) throw new Error(`The real schema has no field ${type.name}.${field}.`)
      const target = nameOf(found.type)
      const isLeaf = ['SCALAR', 'ENUM'].includes(real.get(target)?.kind ?? '')
      if (!isLeaf && !(target in slice))
        throw new Error(`${type.name}.${field} needs ${target} in the slice.`)
      return { ...found, description: null }
    })
  return { ...type, description: null, inputFields }
}

function cutField(
  real: Map<string, IntrospectionType>,
  slice: SliceFields,
  owner: string,
  field: IntrospectionField,
): IntrospectionField {
  const target = nameOf(field.type)
  const isLeaf = ['SCALAR', 'ENUM'].includes(real.get(target)?.kind ?? '')
  if (!isLeaf && !(target in slice)) throw new Error(`${owner}.${field.name} needs ${target} in the slice.`)
  // Arguments that need inputs of their own are left out, unless the field cannot do without.
  const args = field.args.filter((arg) => {
    const kind = real.get(nameOf(arg.type))?.kind
    return kind === 'SCALAR' || kind === 'ENUM' || arg.type.kind === 'NON_NULL'
  })
  return { ...field, description: null, args: args.map((arg) => ({ ...arg, description: null })) }
}

function takeLeaves(
  real: Map<string, IntrospectionType>,
  cut: Map<string, IntrospectionType>,
  type: IntrospectionType,
): void {
  const names = namesIn(type)
  for (const name of names) {
    const leaf = real.get(name)
    if (!leaf || cut.has(name)) continue
    if (leaf.kind === 'ENUM')
      cut.set(name, {
        ...leaf,
        description: null,
        enumValues: leaf.enumValues.map((value) => ({ ...value, description: null })),
      })
    else if (leaf.kind === 'SCALAR') cut.set(name, { ...leaf, description: null })
    else throw new Error(`An argument needs ${name}, which the slice does not cut.`)
  }
}

function namesIn(type: IntrospectionType): string[] {
  if (type.kind === 'INPUT_OBJECT') return type.inputFields.map((field) => nameOf(field.type))
  if (!('fields' in type)) return []
  return type.fields.flatMap((field) => [field.type, ...field.args.map((arg) => arg.type)]).map(nameOf)
}

function withoutStrangers(type: IntrospectionType, cut: Map<string, IntrospectionType>): IntrospectionType {
  if (type.kind === 'OBJECT')
    return { ...type, interfaces: type.interfaces.filter((each) => cut.has(each.name)) }
  if (type.kind !== 'INTERFACE') return type
  return {
    ...type,
    interfaces: type.interfaces?.filter((each) => cut.has(each.name)) ?? [],
    possibleTypes: type.possibleTypes.filter((each) => cut.has(each.name)),
  }
}

function nameOf(type: IntrospectionTypeRef): string {
  return 'ofType' in type && type.ofType
    ? nameOf(type.ofType as IntrospectionTypeRef)
    : (type as { name: string }).name
}

function writeSlices(): void {
  for (const api of ['admin', 'storefront'] as const) {
    const introspection = realIntrospection(api)
    if (!introspection) throw new Error(`The real ${api} schema is not beside this repository.`)
    writeFileSync(new URL(files[api].slice, sliceFolder), cutSlice(api, introspection))
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) writeSlices()
