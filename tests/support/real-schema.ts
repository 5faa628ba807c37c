import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema } from 'graphql'

// Shopify's own schema lies beside the repository where there is room for it; without it these checks are left out.
const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'schema', 'admin_2026-10.json.gz')

/** Whether Shopify's real Admin schema is at hand. */
export const hasRealSchema = existsSync(file)

/** Which access scopes, any one of which suffices, a type or field needs. */
export interface ScopeNeed {
  typeName: string
  fieldName?: string
  offlineScopes: string[]
}

/** Shopify's real Admin schema, and the scopes it asks for. */
export async function realSchema(): Promise<{ schema: GraphQLSchema; needs: ScopeNeed[] }> {
  const { data, offline_scopes: scopes } = JSON.parse(gunzipSync(await readFile(file)).toString('utf8'))
  return { schema: buildClientSchema(data), needs: scopes.items }
}
