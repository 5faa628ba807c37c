import { z } from 'zod'
import { logLevels } from './log.ts'

const secret32 = z
  .string()
  .refine(
    (value) => Buffer.from(value, 'base64').length === 32,
    'must be 32 random bytes in base64 (openssl rand -base64 32)',
  )

const encryptionKeys = z.string().transform((value, context) => {
  const keys = value.split(',').map((entry) => entry.trim().split(':'))
  for (const [id, key] of keys) {
    if (!id || !key || !secret32.safeParse(key).success) {
      context.addIssue({
        code: 'custom',
        message: 'must be id:key pairs, comma separated, newest first; each key 32 random bytes in base64',
      })
      return z.NEVER
    }
  }
  return keys.map(([id = '', key = '']) => ({ id, key: Buffer.from(key, 'base64') }))
})

const smtpUrl = z
  .string()
  .refine(
    (value) =>
      URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== '',
    'must be an smtp:// or smtps:// address',
  )

const fields = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LISTEN_HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ENCORE_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(2).max(200).default(10),
  DATA_DIR: z.string().default('.data'),
  SHOPIFY_API_KEY: z.string({ error: 'is required: the client id of your app' }).min(1),
  SHOPIFY_API_SECRET: z.string({ error: 'is required: the client secret of your app' }).min(1),
  /** The secret before the last rotation: webhooks and tokens signed with it still pass. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  SHOPIFY_APP_URL: z.url({ error: 'is required: the https address of this app' }),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z.email('must be the bare address that emails are sent from').optional(),
  BOUNCES_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  ENCRYPTION_KEYS: encryptionKeys,
})

const schema = fields
  .refine((values) => values.SMTP_URL === undefined || values.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'is required where SMTP_URL is set: the bare address that emails are sent from',
    when: ({ issues }) => issues.length === 0,
  })
  .refine((values) => values.DATABASE_URL !== undefined || values.ENCORE_ROLE === 'all', {
    path: ['DATABASE_URL'],
    message:
      'is required where web and worker run apart: the database of our own ends with the process that started it',
    when: ({ issues }) => issues.length === 0,
  })

/** Everything the environment says, parsed. Times in seconds, sizes in bytes. */
export type Config = ReturnType<typeof parseConfig>

/**
 * Parses the environment. Throws one error that lists every complaint, each naming the variable and what it expects.
 */
export function parseConfig(env: Record<string, string | undefined>) {
  const blank = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  // Shopify's CLI says in APP_URL where its tunnel reaches us, anew at each start.
  blank.SHOPIFY_APP_URL = blank.APP_URL ?? blank.SHOPIFY_APP_URL
  const result = schema.safeParse(blank)
  if (!result.success) {
    const complaints = result.error.issues.map((issue) => {
      const missing = issue.path[0] !== undefined && blank[String(issue.path[0])] === undefined
      const message = missing && issue.message.startsWith('Invalid input') ? 'is required' : issue.message
      return `  ${issue.path.join('.')} ${message}`
    })
    throw new Error(`The environment does not fit (see .env.example):\n${complaints.join('\n')}`)
  }
  const values = result.data
  return {
    environment: values.NODE_ENV,
    host: values.LISTEN_HOST,
    port: values.PORT,
    role: values.ENCORE_ROLE,
    databaseUrl: values.DATABASE_URL,
    databaseConnectionsMax: values.DATABASE_CONNECTIONS_MAX,
    dataDir: values.DATA_DIR,
    apiKey: values.SHOPIFY_API_KEY,
    apiSecret: values.SHOPIFY_API_SECRET,
    apiSecrets: [values.SHOPIFY_API_SECRET, values.SHOPIFY_API_SECRET_PREVIOUS].filter(
      (value) => value !== undefined,
    ),
    appUrl: values.SHOPIFY_APP_URL.replace(/\/$/, ''),
    metricsToken: values.METRICS_TOKEN,
    /** Where emails are handed over, and from which address; without both no email is sent. */
    smtp: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : undefined,
    /** The bearer of whoever tells of bounces and complaints; without one nobody can. */
    bouncesToken: values.BOUNCES_TOKEN,
    /** Newest first: the first seals, all of them open. */
    encryptionKeys: values.ENCRYPTION_KEYS,
  }
}

let parsed: Config | undefined

/** The configuration of this process, parsed at first use; every process asks for it before anything else. */
export function config(): Config {
  parsed ??= parseConfig(process.env)
  return parsed
}
