import { type BuildOptions, build } from 'esbuild'

/**
 * One classic script, built as `shopify app build` does, with `process.env.APP_URL` put in place.
 * See https://github.com/Shopify/cli, packages/app/src/cli/services/extensions/bundle.ts.
 */
export async function buildAsShopify(own: BuildOptions, appUrl: string): Promise<string> {
  const built = await build({
    bundle: true,
    format: 'iife',
    target: 'es2020',
    loader: { '.js': 'jsx', '.esnext': 'ts' },
    resolveExtensions: ['.tsx', '.ts', '.js', '.json', '.esnext', '.mjs', '.ejs'],
    define: { 'process.env.APP_URL': JSON.stringify(appUrl), 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    minify: true,
    logLevel: 'silent',
    ...own,
    write: false,
  })
  return built.outputFiles[0]?.text ?? ''
}
