import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildAsShopify } from '../faces/extension/build-as-shopify.ts'
import { isTables, readToml } from '../faces/extension/toml.ts'

/** The extension of the classic post-purchase page, as its folder describes it. */
export type PageSource = {
  folder: string
  handle: string
  locales: Record<string, Record<string, unknown>>
}

/** The one `checkout_post_purchase` extension below a folder of extensions; an app has at most one. */
export function readPage(folder: string): PageSource | undefined {
  if (!existsSync(folder)) return undefined
  for (const name of readdirSync(folder)) {
    const own = join(folder, name)
    const file = join(own, 'shopify.extension.toml')
    const config = existsSync(file) ? readToml(readFileSync(file, 'utf8')) : {}
    const tables = isTables(config.extensions) ? config.extensions : []
    const page = tables.find(({ type }) => type === 'checkout_post_purchase')
    if (page) return { folder: own, handle: String(page.handle), locales: readLocales(join(own, 'locales')) }
  }
  return undefined
}

function readLocales(folder: string): PageSource['locales'] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/(\.default)?\.json$/, ''),
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    ]),
  )
}

/**
 * Bundles it as `shopify app build` does: src/index is the entry, and calls `shopify.extend` itself.
 */
export async function bundlePage({ folder }: PageSource, appUrl: string): Promise<string> {
  return buildAsShopify({ entryPoints: [join(folder, 'src/index.ts')] }, appUrl)
}
