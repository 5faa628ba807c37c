import { GraphQLError } from 'graphql'

// Any of these opens the field, as the real schema's list of scopes has it.
const orders = ['read_orders', 'read_marketplace_orders', 'read_quick_sale']
const locations = ['read_locations', 'read_inventory', 'read_markets_home']
const needed: Record<string, string[]> = {
  order: orders,
  orders,
  ordersCount: orders,
  customer: ['read_customers'],
  customers: ['read_customers'],
  customersCount: ['read_customers'],
  collection: ['read_products'],
  collections: ['read_products'],
  product: ['read_products'],
  products: ['read_products'],
  productsCount: ['read_products'],
  productVariant: ['read_products'],
  productVariants: ['read_products'],
  inventoryItem: ['read_inventory', 'read_products'],
  inventoryItems: ['read_inventory', 'read_products'],
  location: locations,
  locations,
  codeDiscountNodeByCode: ['read_discounts'],
  discountRedeemCodeBulkCreation: ['read_discounts'],
  discountCodeBasicCreate: ['write_discounts'],
  discountCodeFreeShippingCreate: ['write_discounts'],
  discountCodeBxgyCreate: ['write_discounts'],
  discountRedeemCodeBulkAdd: ['write_discounts'],
  customerEmailMarketingConsentUpdate: ['write_customers'],
  customerSmsMarketingConsentUpdate: ['write_customers'],
  tagsAdd: ['write_customers'],
  tagsRemove: ['write_customers'],
  shopLocales: ['read_locales', 'read_markets_home'],
}

/** The root with everything refused that the app's scopes do not allow. An app without any list sees all. */
export function withinScopes<Root extends object>(root: Root, scopes: string[]): Root {
  if (scopes.length === 0) return root
  const entries = Object.entries(root).map(([name, resolve]) => {
    const any = needed[name]
    const isAllowed = !any || any.some((each) => has(scopes, each))
    return [name, isAllowed ? resolve : () => denied(name, any)]
  })
  return Object.fromEntries(entries) as Root
}

// Who may write may read.
function has(scopes: string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(scope.replace('read_', 'write_'))
}

function denied(name: string, any: string[]): never {
  const requiredAccess = `${any.map((scope) => `\`${scope}\``).join(' or ')} access scope.`
  throw new GraphQLError(`Access denied for ${name} field. Required access: ${requiredAccess}`, {
    extensions: { code: 'ACCESS_DENIED', requiredAccess },
  })
}
