// What Shopify's own template begins with: Remix behind `remix-serve`, its library's checks, Prisma.
import { createWriteStream } from 'node:fs'
import type { RequestListener } from 'node:http'
import { PrismaPg } from '@prisma/adapter-pg'
import { createRequestHandler } from '@remix-run/express'
import type { ActionFunction, ServerBuild } from '@remix-run/node'
import { Session } from '@shopify/shopify-api'
import '@shopify/shopify-app-remix/adapters/node'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import compression from 'compression'
import express from 'express'
import morgan from 'morgan'
import { config } from '../../app/platform/config.ts'
import { PrismaClient } from '../../prisma/generated/client.ts'

/** The library and Prisma, as the template sets them up. */
export function openStock() {
  const settings = config()
  const [apiSecretKey = ''] = settings.apiSecrets
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: settings.databaseUrl ?? '' }) })
  const shopify = shopifyApp({
    apiKey: settings.apiKey,
    apiSecretKey,
    appUrl: settings.appUrl,
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    logger: { log: async () => undefined },
    sessionStorage: {
      // One query by id, as the template's Prisma storage makes.
      loadSession: async (id) => {
        await prisma.session.findFirst({ where: { id } })
        return new Session({
          id,
          shop: id.replace('offline_', ''),
          state: '',
          isOnline: false,
          accessToken: 'x',
        })
      },
      storeSession: async () => true,
      deleteSession: async () => true,
      deleteSessions: async () => true,
      findSessionsByShop: async () => [],
    },
  })
  return { prisma, shopify }
}

/**
 * Serves one action as `remix-serve` does, whose middleware stands before it
 * (https://github.com/remix-run/remix/blob/main/packages/remix-serve/cli.ts); its log lines go nowhere.
 */
export function serveStock(path: string, action: ActionFunction): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.use(compression())
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
  app.use(express.static('public', { maxAge: '1h' }))
  app.use(morgan('tiny', { stream: createWriteStream('/dev/null') }))
  const route = { id: 'route', parentId: 'root', path, module: { action } }
  const build = {
    entry: { module: { default: () => new Response('', { status: 404 }) } },
    routes: { root: { id: 'root', path: '', module: { default: () => null } }, route },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true },
    isSpaMode: false,
  } as unknown as ServerBuild // Written by hand: the parts that a request for a route without a page reads.
  app.all('*', createRequestHandler({ build, mode: 'production' }))
  return app
}
