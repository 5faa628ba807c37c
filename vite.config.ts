import { resolve, sep } from 'node:path'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

/**
 * Leaves everything but routes and interface to Node, which runs our TypeScript as it is. The bundle then shares
 * one copy of each feature, pool and counter with `app/server.ts`, in development and in production.
 * See docs/decisions/0002-node-runs-the-server.md.
 */
function keepServerRoomsOutside(): Plugin {
  const rooms = ['features', 'domain', 'store', 'shopify', 'channels', 'platform'].map(
    (room) => resolve(import.meta.dirname, 'app', room) + sep,
  )
  return {
    name: 'encore:keep-server-rooms-outside',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!options.ssr || !importer || !source.startsWith('.')) return null
      const file = resolve(importer, '..', source)
      return rooms.some((room) => file.startsWith(room)) ? { id: file, external: true } : null
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
  build: { assetsInlineLimit: 0 },
})
