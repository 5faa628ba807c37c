import type { ExtensionFacts, LinesAnswer, OrderFacts, Request } from '../wire.ts'
import { chooseLocale, createI18n } from './i18n.ts'
import { setSignals, signal } from './signal.ts'

type Ask = (request: Request) => Promise<unknown>

/** The global `shopify` of the 2026-07 targets that the local store hosts. */
export function createShopify(facts: ExtensionFacts, ask: Ask) {
  const shared = common(facts, ask)
  return { ...shared, ...ofTarget(facts, ask, shared), setSignals }
}

function ofTarget(facts: ExtensionFacts, ask: Ask, shared: ReturnType<typeof common>) {
  if (facts.target.startsWith('purchase.checkout')) return checkout(ask, shared)
  return facts.target.startsWith('purchase.thank-you') ? thankYou(facts) : orderStatus(facts, ask)
}

function common(facts: ExtensionFacts, ask: Ask) {
  return {
    ...platform(facts, ask),
    appliedGiftCards: signal([]),
    appMetafields: signal([]),
    attributes: signal(facts.attributes),
    billingAddress: signal(facts.billingAddress),
    buyerIdentity: facts.buyer && {
      customer: signal(facts.buyer.customer),
      email: signal(facts.buyer.email),
      phone: signal(facts.buyer.phone),
      purchasingCompany: signal(undefined),
    },
    checkoutSettings: signal({ orderSubmission: 'ORDER', shippingAddress: { isEditable: false } }),
    checkoutToken: signal(facts.checkoutToken),
    cost: {
      subtotalAmount: signal(facts.cost.subtotal),
      totalShippingAmount: signal(facts.cost.shipping),
      totalTaxAmount: signal(facts.cost.tax),
      totalAmount: signal(facts.cost.total),
    },
    discountAllocations: signal([]),
    discountCodes: signal(facts.discountCodes),
    lines: signal(facts.lines),
    localization: {
      currency: signal({ isoCode: facts.currency }),
      timezone: signal(facts.timeZone),
      language: signal({ isoCode: facts.language }),
      extensionLanguage: signal({ isoCode: chooseLocale(facts) }),
      country: signal(facts.country ? { isoCode: facts.country } : undefined),
      market: signal(facts.market),
    },
    note: signal(facts.note),
    shippingAddress: signal(facts.shippingAddress),
    shop: facts.shop,
  }
}

function platform(facts: ExtensionFacts, ask: Ask) {
  return {
    analytics: { publish: async () => true, visitor: async () => ({ type: 'success' }) },
    applyTrackingConsentChange: async () => ({ type: 'success' }),
    customerPrivacy: signal({
      allowedProcessing: { analytics: true, marketing: true, preferences: true, saleOfData: true },
      metafields: [],
      visitorConsent: {},
      shouldShowBanner: false,
      saleOfDataRegion: false,
    }),
    extension: {
      apiVersion: facts.apiVersion,
      capabilities: signal(facts.capabilities),
      editor: undefined,
      rendered: signal(true),
      scriptUrl: facts.scriptUrl,
      target: facts.target,
      version: undefined,
    },
    extensionPoint: facts.target,
    i18n: createI18n(facts),
    query: (query: string, options: { variables?: unknown; version?: string } = {}) => {
      if (!facts.capabilities.includes('api_access')) {
        return Promise.reject(new Error('query() needs api_access = true in shopify.extension.toml.'))
      }
      return ask({ name: 'query', query, variables: options.variables, version: options.version })
    },
    sessionToken: { get: () => ask({ name: 'sessionToken' }) },
    settings: signal({}),
    storage: {
      read: (key: string) => ask({ name: 'read', key }),
      write: (key: string, value: unknown) => ask({ name: 'write', key, value }),
      delete: (key: string) => ask({ name: 'delete', key }),
    },
    version: 'stand-in',
  }
}

/** A cart that its buyer may change, as Shopify has it everywhere but in draft orders and wallets. */
function checkout(ask: Ask, { lines, cost }: ReturnType<typeof common>) {
  return {
    ...journey(false),
    instructions: signal(instructions(true)),
    async applyCartLinesChange(change: unknown) {
      const answer = (await ask({ name: 'applyCartLines', change })) as LinesAnswer
      if (answer.type === 'error') return answer
      lines.set(answer.lines)
      cost.subtotalAmount.set(answer.cost.subtotal)
      cost.totalShippingAmount.set(answer.cost.shipping)
      cost.totalTaxAmount.set(answer.cost.tax)
      cost.totalAmount.set(answer.cost.total)
      return { type: 'success' }
    },
  }
}

function thankYou(facts: ExtensionFacts) {
  const { id, confirmationNumber, isFirstOrder } = orderOf(facts)
  return {
    orderConfirmation: signal({ order: { id }, number: confirmationNumber, isFirstOrder }),
    ...journey(true),
    instructions: signal(instructions(false)),
  }
}

function journey(isOver: boolean) {
  return {
    availablePaymentOptions: signal([]),
    selectedPaymentOptions: signal([{ type: 'creditCard', handle: 'card' }]),
    deliveryGroups: signal([]),
    buyerJourney: {
      intercept: async () => () => undefined,
      completed: signal(isOver),
      steps: signal([]),
      activeStep: signal({ handle: isOver ? 'thank-you' : 'checkout' }),
    },
  }
}

/** The local store lets an extension add lines to a cart, and nothing else. */
function instructions(canAddCartLine: boolean) {
  return {
    attributes: { canUpdateAttributes: false },
    delivery: { canSelectCustomAddress: false },
    discounts: { canUpdateDiscountCodes: false },
    lines: { canAddCartLine, canRemoveCartLine: false, canUpdateCartLine: false },
    metafields: { canSetCartMetafields: false, canDeleteCartMetafield: false },
    notes: { canUpdateNote: false },
  }
}

function orderOf({ order, target }: ExtensionFacts): OrderFacts {
  if (!order) throw new Error(`There is no order yet for ${target}.`)
  return order
}

function orderStatus(facts: ExtensionFacts, ask: Ask) {
  const { id, name, confirmationNumber, processedAt, cancelledAt } = orderOf(facts)
  return {
    order: signal({ id, name, confirmationNumber, processedAt, cancelledAt }),
    authenticationState: signal(facts.isLoggedIn ? 'fully_authenticated' : 'pre_authenticated'),
    requireLogin: () => ask({ name: 'requireLogin' }),
    authenticatedAccount: {
      customer: signal(facts.isLoggedIn ? facts.buyer?.customer : undefined),
      purchasingCompany: signal(undefined),
    },
    intents: { invoke: async () => ({ complete: Promise.resolve({ code: 'closed' }) }) },
    navigation: { navigate: (url: string) => void ask({ name: 'navigate', url }) },
    toast: {
      show: async (text: string) => {
        await ask({ name: 'toast', text })
        return { hide: () => undefined }
      },
    },
  }
}
