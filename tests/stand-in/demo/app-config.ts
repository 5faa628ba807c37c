import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTable, isTables, readToml } from '../faces/extension/toml.ts'

/** What `shopify.app.toml` asks of Shopify: scopes to be granted and topics to be told. */
export function readAppConfig(root: string): { scopes: string[]; topics: string[] } {
  const config = readToml(readFileSync(join(root, 'shopify.app.toml'), 'utf8'))
  const { access_scopes: access, webhooks } = config
  const scopes = isTable(access) && typeof access.scopes === 'string' ? access.scopes.split(',') : []
  const subscriptions = isTable(webhooks) && isTables(webhooks.subscriptions) ? webhooks.subscriptions : []
  const topics = subscriptions.flatMap(({ topics: usual, compliance_topics: compliance }) =>
    [usual, compliance].flat(),
  )
  return {
    scopes: scopes.map((scope) => scope.trim()),
    topics: topics.filter((topic) => typeof topic === 'string'),
  }
}
