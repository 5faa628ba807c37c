import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiVersion } from '@shopify/shopify-api'
import {
  concatAST,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { graveTopics, topics as readTopics } from '../../app/domain/webhooks/changes.ts'
import { allOrdersScope } from '../../app/features/orders/import-history.ts'
import { apiVersion } from '../../app/shopify/api-version.ts'
import { isTables, readToml, type Table } from '../stand-in/faces/extension/toml.ts'
import { readOperations } from '../support/generate-admin.ts'
import { hasRealSchema, realSchema, type ScopeNeed } from '../support/real-schema.ts'
import { allScopes } from '../support/stand-in.ts'

const root = join(import.meta.dirname, '..', '..')
const app = readToml(readFileSync(join(root, 'shopify.app.toml'), 'utf8'))
const scopes = text(table(app.access_scopes).scopes).split(',')
const subscriptions = tables(table(app.webhooks).subscriptions)
const topics = subscriptions.flatMap((one) => list(one.topics))
const complianceTopics = subscriptions.flatMap((one) => list(one.compliance_topics))

function table(value: unknown): Table {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('a table is expected')
  return value as Table
}
function tables(value: unknown): Table[] {
  return isTables(value as never) ? (value as Table[]) : []
}
function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : []
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

describe('shopify.app.toml', () => {
  test('has no key that Shopify does not know', () => {
    const known: Record<string, string[]> = {
      '': [
        'client_id',
        'name',
        'handle',
        'application_url',
        'embedded',
        'build',
        'access_scopes',
        'auth',
        'webhooks',
        'pos',
      ],
      build: ['automatically_update_urls_on_dev', 'include_config_on_deploy'],
      access_scopes: ['scopes', 'use_legacy_install_flow'],
      auth: ['redirect_urls'],
      webhooks: ['api_version', 'subscriptions'],
      pos: ['embedded'],
    }
    for (const [name, keys] of Object.entries(known)) {
      const found = Object.keys(name === '' ? app : table(app[name]))
      expect(
        found.filter((key) => !keys.includes(key)),
        `[${name}]`,
      ).toEqual([])
    }
    for (const one of subscriptions)
      expect(Object.keys(one).every((key) => ['uri', 'topics', 'compliance_topics'].includes(key))).toBe(true)
  })

  test('says what kind of app this is', () => {
    expect(app).toMatchObject({ name: 'Encore', embedded: true, pos: { embedded: false } })
    expect(table(app.access_scopes).use_legacy_install_flow).toBe(false)
    expect(list(table(app.auth).redirect_urls)).toEqual([`${text(app.application_url)}/auth/callback`])
  })

  test('asks for webhooks of the version that the operations are written for', () => {
    expect(table(app.webhooks).api_version).toBe(apiVersion)
    expect(ApiVersion.October26).toBe(apiVersion)
  })

  test('subscribes to exactly the topics that Encore reads, each once', () => {
    const compliance = ['customers/data_request', 'customers/redact', 'shop/redact']
    expect([...complianceTopics].sort()).toEqual(compliance)
    expect([...topics].sort()).toEqual(readTopics.filter((topic) => !compliance.includes(topic)).sort())
    expect(graveTopics.filter((topic) => ![...topics, ...complianceTopics].includes(topic))).toEqual([])
  })

  test('sends every webhook to the door that keeps them', () => {
    expect(subscriptions.map((one) => one.uri)).toEqual(['/webhooks/shopify', '/webhooks/compliance'])
  })

  test('asks for the scopes that the tests run with', () => {
    expect(scopes).toEqual(allScopes)
    expect(scopes).toEqual([...scopes].sort())
  })
})

describe.skipIf(!hasRealSchema)('against what Shopify publishes', () => {
  test('every topic exists', async () => {
    const { schema } = await realSchema()
    expect(topics.filter((topic) => !topicOf(schema, topic))).toEqual([])
  })

  test('every scope is needed by an operation or a topic, and every need is met', async () => {
    const { schema, needs } = await realSchema()
    const needed = [...(await needsOfOperations(schema, needs)), ...needsOfTopics(schema)]
    const unmet = (granted: string[]) =>
      needed.filter((one) => !one.anyOf.some((scope) => granted.includes(scope)))
    expect(unmet(scopes)).toEqual([])
    // A merchant's older orders need no operation or topic of their own.
    const idle = scopes.filter((scope) => unmet(scopes.filter((other) => other !== scope)).length === 0)
    expect(idle).toEqual([allOrdersScope])
  })
})

interface Need {
  by: string
  anyOf: string[]
}

function topicOf(schema: GraphQLSchema, topic: string) {
  const topicEnum = schema.getType('WebhookSubscriptionTopic')
  const name = topic.replace('/', '_').toUpperCase()
  if (!topicEnum || !('getValue' in topicEnum)) throw new Error('the schema has topics')
  return topicEnum.getValue(name)
}

/** A topic's scopes stand in its description: "Requires the `read_orders` scope." and the like. */
function needsOfTopics(schema: GraphQLSchema): Need[] {
  return topics.flatMap((topic) => {
    const [, requires] = /Requires (.*)$/s.exec(topicOf(schema, topic)?.description ?? '') ?? []
    return requires ? [{ by: topic, anyOf: requires.match(/\b(read|write)_\w+/g) ?? [] }] : []
  })
}

async function needsOfOperations(schema: GraphQLSchema, needs: ScopeNeed[]): Promise<Need[]> {
  const found: Need[] = []
  const note = (typeName: string, fieldName?: string) => {
    const need = needs.find((one) => one.typeName === typeName && one.fieldName === fieldName)
    if (need && need.offlineScopes.length > 0)
      found.push({ by: fieldName ? `${typeName}.${fieldName}` : typeName, anyOf: need.offlineScopes })
  }
  const info = new TypeInfo(schema)
  const document = concatAST((await readOperations()).map((one) => one.document))
  const visitor = visitWithTypeInfo(info, {
    Field(node) {
      const parent = info.getParentType()
      if (parent) note(parent.name, node.name.value)
      if (parent && (isObjectType(parent) || isUnionType(parent))) note(parent.name)
    },
  })
  visit(document, visitor)
  return found
}
