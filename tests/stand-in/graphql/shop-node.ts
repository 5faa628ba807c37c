import { offsetMinutes } from '../payloads/json.ts'
import { numberOf } from '../world/ids.ts'
import type { Context } from './context.ts'
import { moment } from './money.ts'

export function shopNode({ shop: { world, state } }: Context) {
  const { shop } = state
  return {
    __typename: 'Shop',
    id: shop.id,
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.domain,
    primaryDomain: {
      id: `gid://shopify/Domain/${numberOf(shop.id)}`,
      host: shop.domain,
      url: `https://${shop.domain}`,
    },
    currencyCode: shop.currency,
    ianaTimezone: shop.timeZone,
    timezoneOffsetMinutes: offsetMinutes(world.clock.nowMs(), shop.timeZone),
    taxesIncluded: true,
    url: `https://${shop.domain}`,
    createdAt: moment(world.startedAtMs - 900 * 86_400_000),
    updatedAt: moment(world.startedAtMs),
    plan: { partnerDevelopment: true, shopifyPlus: false, publicDisplayName: 'Development' },
    enabledPresentmentCurrencies: shop.markets.map((market) => market.currency),
    shopOwnerName: `${shop.owner.firstName} ${shop.owner.lastName}`,
    shopAddress: {
      id: shop.id.replace('/Shop/', '/ShopAddress/'),
      countryCodeV2: shop.country,
      country: 'Germany',
      city: 'Berlin',
    },
    weightUnit: 'KILOGRAMS',
  }
}

/** The languages the shop publishes, its own first. */
export function localesOf() {
  const languages: [string, string][] = [
    ['en', 'English'],
    ['pt-BR', 'Portuguese (Brazil)'],
    ['es', 'Spanish'],
    ['fr', 'French'],
    ['de', 'German'],
    ['hi', 'Hindi'],
    ['ru', 'Russian'],
    ['zh-CN', 'Chinese (Simplified)'],
    ['ja', 'Japanese'],
  ]
  return languages.map(([locale, name]) => ({ locale, name, primary: locale === 'en', published: true }))
}

export function installationNode({ shop: { state } }: Context) {
  return {
    __typename: 'AppInstallation',
    id: `gid://shopify/AppInstallation/${numberOf(state.shop.id)}`,
    accessScopes: state.installation.scopes.map((handle) => ({ handle, description: handle })),
    launchUrl: `https://${state.shop.domain}/admin/apps/encore`,
    uninstallUrl: null,
    app: {
      id: 'gid://shopify/App/4711',
      title: 'Encore',
      handle: 'encore',
      apiKey: state.installation.apiKey,
    },
  }
}
