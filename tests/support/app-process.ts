import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const root = join(import.meta.dirname, '..', '..')
const startSecondsMax = 40
export const apiSecret = 'process-secret'
export const metricsToken = 'process-metrics-token'

/** The real `app/server.ts` in a process of its own, as it would run in production. */
export interface AppProcess {
  url: string
  /** All it has written so far, both streams. */
  output(): string
  /** Asks it to stop, and resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts the app on a free port and resolves when it listens. Throws with its output when it ends before that. */
export async function startApp(databaseUrl: string, env: Record<string, string> = {}): Promise<AppProcess> {
  const child = spawn(process.execPath, [join(root, 'app', 'server.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment(databaseUrl), ...env } as NodeJS.ProcessEnv,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const port = await listens(child, () => output)
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

function environment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'debug',
    LISTEN_HOST: '127.0.0.1',
    PORT: '0',
    ENCORE_ROLE: 'all',
    DATABASE_URL: databaseUrl,
    METRICS_TOKEN: metricsToken,
    SHOPIFY_API_KEY: 'process-key',
    SHOPIFY_API_SECRET: apiSecret,
    SHOPIFY_APP_URL: 'https://encore.example',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 9).toString('base64')}`,
  }
}

function listens(
  child: ChildProcessByStdio<null, Readable, Readable>,
  output: () => string,
): Promise<number> {
  return new Promise((found, failed) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      failed(new Error(`The app did not listen within ${startSecondsMax} s:\n${output()}`))
    }, startSecondsMax * 1000)
    const look = () => {
      const [, port] = /"port":(\d+),"msg":"web is listening"/.exec(output()) ?? []
      if (!port) return
      clearTimeout(timer)
      child.stdout.off('data', look)
      found(Number(port))
    }
    child.stdout.on('data', look)
    child.once('exit', (code) => {
      clearTimeout(timer)
      failed(new Error(`The app ended with ${code} before it listened:\n${output()}`))
    })
  })
}

/** A delivery as Shopify would send it. */
export function delivery(
  topic: string,
  shop: string,
  id: string,
  body: string,
  secret = apiSecret,
): RequestInit {
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-webhook-id': id,
      'x-shopify-api-version': '2026-10',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
  }
}
