// Writes app/shopify/admin.generated.ts: each operation of app/shopify/operations/*.graphql as a typed document.
//
//   node tests/support/generate-admin.ts SCHEMA        (SDL, or introspection JSON, gzipped or not)
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { codegen } from '@graphql-codegen/core'
import * as typedDocumentNode from '@graphql-codegen/typed-document-node'
import * as operations from '@graphql-codegen/typescript-operations'
import { buildClientSchema, buildSchema, type GraphQLSchema, parse, printSchema } from 'graphql'

const directory = join(import.meta.dirname, '..', '..', 'app', 'shopify', 'operations')
const output = join(import.meta.dirname, '..', '..', 'app', 'shopify', 'admin.generated.ts')

const head = `// Generated from app/shopify/operations/*.graphql by tests/support/generate-admin.ts. Do not edit.\n`

/** Every operation and fragment of ours, by its file's name. */
export async function readOperations(): Promise<{ location: string; document: ReturnType<typeof parse> }[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.graphql')).sort()
  return Promise.all(
    names.map(async (name) => ({
      location: name,
      document: parse(await readFile(join(directory, name), 'utf8'), { noLocation: true }),
    })),
  )
}

/** The schema in a file: SDL or an introspection result, gzipped or not. */
export async function readSchema(file: string): Promise<GraphQLSchema> {
  const bytes = await readFile(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return file.includes('.json') ? buildClientSchema(JSON.parse(text).data) : buildSchema(text)
}

/** The text of admin.generated.ts for this schema. */
export async function generateAdmin(schema: GraphQLSchema): Promise<string> {
  const text = await codegen({
    filename: output,
    schema: parse(printSchema(schema)),
    documents: await readOperations(),
    config: {
      skipTypename: true,
      enumsAsTypes: true,
      useTypeImports: true,
      avoidOptionals: false,
      dedupeFragments: true,
      documentMode: 'documentNode',
      scalars: {
        DateTime: 'string',
        Decimal: 'string',
        Money: 'string',
        URL: 'string',
        UnsignedInt64: 'string',
      },
      defaultScalarType: 'unknown',
    },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents: typedDocumentNode },
  })
  return head + text
}

if (import.meta.filename === process.argv[1]) {
  const [file] = process.argv.slice(2)
  if (!file) throw new Error('Name the schema: SDL or introspection JSON.')
  await writeFile(output, await generateAdmin(await readSchema(file)))
}
