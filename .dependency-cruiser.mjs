// The arrows of docs/architecture.md. `extensions -> contract`, `routes -> features -> domain`,
// `features -> store, channels, shopify -> domain`; everyone may use `platform`; product never imports tests.
const rooms = (...names) => `^app/(${names.join('|')})/`
const only = (room, ...allowed) => ({
  name: `${room}-imports-only`,
  comment: `app/${room} may import only ${[room, ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: rooms(room) },
  to: { path: '^(app|extensions|tests)/', pathNot: rooms(room, ...allowed) },
})

export default {
  forbidden: [
    only('contract'),
    only('platform'),
    only('domain'),
    only('store', 'domain', 'platform'),
    {
      name: 'shopify-imports-only',
      comment:
        'app/shopify may import only domain, platform, and of the store the kept sessions: it alone uses tokens.',
      severity: 'error',
      from: { path: rooms('shopify') },
      to: {
        path: '^(app|extensions|tests)/',
        pathNot: [rooms('shopify', 'domain', 'platform'), '^app/store/sessions\\.server\\.ts$'],
      },
    },
    only('channels', 'domain', 'shopify', 'platform'),
    only('features', 'domain', 'store', 'shopify', 'channels', 'platform', 'contract'),
    {
      name: 'ui-imports-only',
      comment:
        'app/ui may import only domain, contract, and of the extensions the words and prices that its previews show.',
      severity: 'error',
      from: { path: rooms('ui') },
      to: {
        path: '^(app|extensions|tests)/',
        pathNot: [
          rooms('ui', 'domain', 'contract'),
          '^extensions/[^/]+/locales/[^/]+\\.json$',
          '^extensions/shared/(reason-words|price)\\.ts$',
        ],
      },
    },
    only('doors', 'features', 'domain', 'platform', 'contract', 'shopify', 'store'),
    only('routes', 'features', 'domain', 'platform', 'contract', 'ui', 'shopify', 'store'),
    {
      name: 'routes-only-open-the-store',
      comment:
        'A door may open a unit of work (database.server.ts, shared-unit.server.ts); queries belong to features.',
      severity: 'error',
      from: { path: rooms('routes', 'doors') },
      to: { path: rooms('store'), pathNot: '^app/store/(database|shared-unit)\\.server\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Domain decides and knows nothing of the world: no package, no Node module.',
      severity: 'error',
      from: { path: rooms('domain', 'contract') },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown'],
      },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(app|extensions|prisma)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'extensions-know-only-the-contract',
      severity: 'error',
      from: { path: '^extensions/' },
      to: { path: '^app/', pathNot: '^app/contract/' },
    },
    { name: 'no-circles', severity: 'error', from: { pathNot: '^prisma/generated' }, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^@graphql-typed-document-node/core$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|prisma/generated' },
    exclude: { path: 'prisma/generated|^build/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
