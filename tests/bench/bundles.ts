// Brotli bytes of each extension's bundle: what a shopper's browser loads.
import { measureBundles } from '../support/bundle-size.ts'
import type { Target } from './run.ts'

export const targets: Record<string, Target> = {
  'thank-you': { max: 16_384 },
  checkout: { max: 16_384 },
  'post-purchase': { max: 34_816 },
}

export async function run(): Promise<Record<string, number>> {
  const bundles = await measureBundles()
  return Object.fromEntries([...bundles].map(([handle, { bytes }]) => [handle, bytes]))
}
