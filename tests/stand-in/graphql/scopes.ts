import { GraphQLError } from 'graphql'

const needed: Record<string, string> = {
  order: 'read_orders',
  orders: 'read_orders',
  ordersCount: 'read_orders',
  customer: 'read_customers',
  customers: 'read_customers',
  customersCount: 'read_customers',
  product: 'read_products',
  products: 'read_products',
  productsCount: 'read_products',
  productVariant: 'read_products',
  productVariants: 'read_products',
  inventoryItem: 'read_inventory',
  inventoryItems: 'read_inventory',
  locations: 'read_locations',
  shopLocales: 'read_locales',
}

/** The root with everything refused that the app's scopes do not allow. An app without any list sees all. */
export function withinScopes<Root extends object>(root: Root, scopes: string[]): Root {
  if (scopes.length === 0) return root
  const entries = Object.entries(root).map(([name, resolve]) => {
    const scope = needed[name]
    const isAllowed = !scope || scopes.includes(scope) || scopes.includes(scope.replace('read_', 'write_'))
    return [name, isAllowed ? resolve : () => denied(name, scope)]
  })
  return Object.fromEntries(entries) as Root
}

function denied(name: string, scope: string | undefined): never {
  throw new GraphQLError(`Access denied for ${name} field. Required access: \`${scope}\` access scope.`, {
    extensions: { code: 'ACCESS_DENIED', requiredAccess: `\`${scope}\` access scope.` },
  })
}
