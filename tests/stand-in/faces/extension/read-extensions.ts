import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTables, readToml, type Table } from './toml.ts'

export type Target =
  | 'purchase.thank-you.block.render'
  | 'customer-account.order-status.block.render'
  | 'purchase.checkout.block.render'

/** One UI extension as its folder describes it. */
export type ExtensionSource = {
  folder: string
  handle: string
  name: string
  apiVersion: string
  capabilities: string[]
  targets: { target: string; module: string }[]
  locales: Record<string, Record<string, unknown>>
  defaultLocale: string
}

/** Every `ui_extension` below a folder of extensions, in the order of their handles. */
export function readExtensions(folder: string): ExtensionSource[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'shopify.extension.toml')))
    .flatMap((entry) => readExtension(join(folder, entry.name)))
    .sort((left, right) => (left.handle < right.handle ? -1 : 1))
}

function readExtension(folder: string): ExtensionSource[] {
  const config = readToml(readFileSync(join(folder, 'shopify.extension.toml'), 'utf8'))
  const extensions = isTables(config.extensions) ? config.extensions : []
  return extensions
    .filter((extension) => extension.type === 'ui_extension')
    .map((extension) => ({
      folder,
      handle: text(extension.handle),
      name: text(extension.name),
      apiVersion: text(config.api_version ?? extension.api_version),
      capabilities: readCapabilities(extension),
      targets: readTargets(extension),
      ...readLocales(join(folder, 'locales')),
    }))
}

function readCapabilities(extension: Table): string[] {
  const capabilities = extension.capabilities
  if (typeof capabilities !== 'object' || Array.isArray(capabilities)) return []
  return Object.keys(capabilities).filter((name) => capabilities[name] === true)
}

function readTargets(extension: Table): ExtensionSource['targets'] {
  const targeting = isTables(extension.targeting) ? extension.targeting : []
  return targeting.map(({ target, module }) => ({ target: text(target), module: text(module) }))
}

function readLocales(folder: string): Pick<ExtensionSource, 'locales' | 'defaultLocale'> {
  const locales: ExtensionSource['locales'] = {}
  let defaultLocale = 'en'
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const file = /^([A-Za-z-]+)(\.default)?\.json$/.exec(name)
    if (!file?.[1]) continue
    locales[file[1]] = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    if (file[2]) defaultLocale = file[1]
  }
  return { locales, defaultLocale }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
