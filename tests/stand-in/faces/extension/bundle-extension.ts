import { buildAsShopify } from './build-as-shopify.ts'
import type { ExtensionSource } from './read-extensions.ts'

/**
 * Bundles one extension as `shopify app build` does: one classic script, automatic JSX with the source named by the
 * extension's own tsconfig, `process.env.APP_URL` put in place, every target registered with `shopify.extend`.
 * See https://github.com/Shopify/cli, packages/app/src/cli/services/extensions/bundle.ts.
 */
export async function bundleExtension(extension: ExtensionSource, appUrl: string): Promise<string> {
  const stdin = { contents: entry(extension), resolveDir: extension.folder, loader: 'ts' } as const
  return buildAsShopify({ stdin, jsx: 'automatic' }, appUrl)
}

function entry(extension: ExtensionSource): string {
  return extension.targets
    .map(
      ({ target, module }, index) =>
        `import target${index} from ${JSON.stringify(module)}\n` +
        `shopify.extend(${JSON.stringify(target)}, (...args) => target${index}(...args))`,
    )
    .join('\n')
}
