import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname

const SCRIPTS: Record<string, string> = {
  'app-bridge.js': 'client/app-bridge.ts',
  'admin-frame.js': 'client/admin-frame.ts',
  'front.js': 'client/front.ts',
  'shop.js': 'client/shop.ts',
  'extension-host.js': 'extension/host.ts',
  'extension-worker.js': 'extension/worker/worker.ts',
  'post-purchase-host.js': '../post-purchase/host.ts',
  'post-purchase-worker.js': '../post-purchase/worker.ts',
}

export type Asset = { type: string; body: string }

const built = new Map<string, Promise<Asset | undefined>>()

/** One of the store's own scripts or styles by its name, made once per process. Nothing when there is none. */
export function findAsset(name: string): Promise<Asset | undefined> {
  const known = built.get(name) ?? makeAsset(name)
  built.set(name, known)
  return known
}

/** Makes every script ahead of its first request. */
export async function warmAssets(): Promise<void> {
  await Promise.all(Object.keys(SCRIPTS).map(findAsset))
}

async function makeAsset(name: string): Promise<Asset | undefined> {
  const script = SCRIPTS[name]
  if (script) return { type: 'text/javascript; charset=utf-8', body: await bundle(join(here, script)) }
  if (name === 'fonts.css')
    return { type: 'text/css; charset=utf-8', body: '/* Shopify serves Inter here. */\n' }
  if (!/^[a-z-]+\.css$/.test(name)) return undefined
  const body = await readFile(join(here, 'styles', name), 'utf8').catch(() => undefined)
  return body === undefined ? undefined : { type: 'text/css; charset=utf-8', body }
}

async function bundle(file: string): Promise<string> {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}
