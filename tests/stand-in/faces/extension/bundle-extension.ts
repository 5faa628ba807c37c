import { build } from 'esbuild'
import type { ExtensionSource } from './read-extensions.ts'

/**
 * Bundles one extension as `shopify app build` does: one classic script, automatic JSX with the source named by the
 * extension's own tsconfig, `process.env.APP_URL` put in place, every target registered with `shopify.extend`.
 * See https://github.com/Shopify/cli, packages/app/src/cli/services/extensions/bundle.ts.
 */
export async function bundleExtension(extension: ExtensionSource, appUrl: string): Promise<string> {
  const built = await build({
    stdin: { contents: entry(extension), resolveDir: extension.folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    loader: { '.js': 'jsx', '.esnext': 'ts' },
    resolveExtensions: ['.tsx', '.ts', '.js', '.json', '.esnext', '.mjs', '.ejs'],
    define: { 'process.env.APP_URL': JSON.stringify(appUrl), 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    minify: true,
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
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
