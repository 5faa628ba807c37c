import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

const bundle = resolve(import.meta.dirname, 'build', 'server')

/**
 * Leaves everything but routes and interface to Node, which runs our TypeScript as it is. The bundle then shares
 * one copy of each feature, pool and counter with `app/server.ts`, in development and in production.
 * See docs/decisions/0002-node-runs-the-server.md.
 */
function keepServerRoomsOutside(): Plugin {
  const rooms = ['features', 'domain', 'store', 'shopify', 'platform'].map(
    (room) => resolve(import.meta.dirname, 'app', room) + sep,
  )
  let isBuild = false
  return {
    name: 'encore:keep-server-rooms-outside',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    async resolveId(source, importer, options) {
      if (!options.ssr || !importer || !source.startsWith('.')) return null
      const file = resolve(importer, '..', source)
      if (!rooms.some((room) => file.startsWith(room))) return null
      // The bundle stands in build/server and may be copied together with app/ to wherever it runs.
      return { id: isBuild ? relative(bundle, file).replaceAll(sep, '/') : file, external: true }
    },
  }
}

export default defineConfig({
  plugins: [
    keepServerRoomsOutside(),
    remix({
      appDirectory: 'app',
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
      },
    }),
  ],
  ssr: { noExternal: ['@shopify/polaris', '@shopify/polaris-icons'] },
  // Bundled by its file's name, so that it shares the bundle's Polaris instead of bringing Node's copy.
  resolve: {
    alias: {
      '@shopify/shopify-app-remix/react': fileURLToPath(
        import.meta.resolve('@shopify/shopify-app-remix/react'),
      ),
    },
  },
  build: { assetsInlineLimit: 0 },
})
