import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { transform } from 'esbuild'
import { bundleExtension } from '../stand-in/faces/extension/bundle-extension.ts'
import { readExtensions } from '../stand-in/faces/extension/read-extensions.ts'
import { bundlePage, readPage } from '../stand-in/post-purchase/bundle-page.ts'

const folder = join(import.meta.dirname, '../../extensions')
const appUrl = 'https://encore.example'

/** Shopify refuses a compressed bundle above this. */
export const shopifyBytesMax = 64 * 1024

/**
 * Every extension by its handle, bundled as the Shopify CLI does, and how many bytes brotli 11 makes of it. The CLI
 * writes for ES6, which is a little longer than what the local store runs.
 */
export async function measureBundles(): Promise<Map<string, { script: string; bytes: number }>> {
  const bundles = new Map<string, { script: string; bytes: number }>()
  for (const extension of readExtensions(folder))
    bundles.set(extension.handle, await measured(await bundleExtension(extension, appUrl)))
  const page = readPage(folder)
  if (page) bundles.set(page.handle, await measured(await bundlePage(page, appUrl)))
  return bundles
}

async function measured(modern: string): Promise<{ script: string; bytes: number }> {
  const { code } = await transform(modern, { target: 'es6', minify: true, legalComments: 'none' })
  const packed = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return { script: code, bytes: packed.length }
}
