declare const process: { env: Record<string, string | undefined> }

/**
 * Where the app is. The bundler writes the value in the place of these expressions; where it knows none the expression
 * stays, and there is no `process` in an extension's worker.
 * See https://github.com/Shopify/cli, packages/app/src/cli/services/extensions/bundle.ts.
 */
export function appUrl(): string | undefined {
  return written(() => process.env.APP_URL) ?? written(() => process.env.SHOPIFY_APP_URL)
}

function written(read: () => string | undefined): string | undefined {
  try {
    return read()?.replace(/\/+$/, '')
  } catch {
    return undefined
  }
}
