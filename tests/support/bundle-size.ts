import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { transform } from 'esbuild'
import { bundleExtension } from '../stand-in/faces/extension/bundle-extension.ts'
import { readExtensions } from '../stand-in/faces/extension/read-extensions.ts'

/** Shopify refuses a compressed bundle above this. */
export const shopifyBytesMax = 64 * 1024

/**
 * Every UI extension by its handle, bundled as the Shopify CLI does, and how many bytes brotli 11 makes of it. The
 * CLI writes for ES6, which is a little longer than what the local store runs.
 */
export async function measureBundles(): Promise<Map<string, { script: string; bytes: number }>> {
  const bundles = new Map<string, { script: string; bytes: number }>()
  for (const extension of readExtensions(join(import.meta.dirname, '../../extensions'))) {
    const modern = await bundleExtension(extension, 'https://encore.example')
    const { code } = await transform(modern, { target: 'es6', minify: true, legalComments: 'none' })
    const packed = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    bundles.set(extension.handle, { script: code, bytes: packed.length })
  }
  return bundles
}
