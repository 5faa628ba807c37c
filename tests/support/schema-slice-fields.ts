/** The types and fields that the stand-in answers. To grow it: add here, run `schema-slice.ts`, resolve. */
export type SliceFields = Record<string, string>

const connection = (name: string): SliceFields => ({
  [`${name}Connection`]: 'edges nodes pageInfo',
  [`${name}Edge`]: 'cursor node',
})

export const adminFields: SliceFields = {
  QueryRoot: `shop order orders ordersCount customer customers customersCount collection collections product products productsCount
    productVariant productVariants inventoryItem inventoryItems location locations node nodes
    bulkOperation bulkOperations currentBulkOperation appInstallation currentAppInstallation shopLocales
    codeDiscountNodeByCode discountRedeemCodeBulkCreation`,
  Mutation: `bulkOperationRunQuery bulkOperationCancel discountCodeBasicCreate discountCodeFreeShippingCreate
    discountCodeBxgyCreate discountRedeemCodeBulkAdd flowTriggerReceive tagsAdd tagsRemove
    customerEmailMarketingConsentUpdate customerSmsMarketingConsentUpdate`,
  CustomerEmailMarketingConsentUpdatePayload: 'customer userErrors',
  CustomerEmailMarketingConsentUpdateUserError: 'code field message',
  CustomerEmailMarketingConsentUpdateInput: 'customerId emailMarketingConsent',
  CustomerEmailMarketingConsentInput: 'consentUpdatedAt marketingOptInLevel marketingState',
  CustomerSmsMarketingConsentUpdatePayload: 'customer userErrors',
  CustomerSmsMarketingConsentError: 'code field message',
  CustomerSmsMarketingConsentUpdateInput: 'customerId smsMarketingConsent',
  CustomerSmsMarketingConsentInput: 'consentUpdatedAt marketingOptInLevel marketingState',
  TagsAddPayload: 'userErrors',
  TagsRemovePayload: 'userErrors',
  FlowTriggerReceivePayload: 'userErrors',
  Node: 'id',
  LegacyInteroperability: 'legacyResourceId',
  PageInfo: 'hasNextPage hasPreviousPage startCursor endCursor',
  Count: 'count precision',
  UserError: 'field message',
  DisplayableError: 'field message',
  MoneyBag: 'shopMoney presentmentMoney',
  MoneyV2: 'amount currencyCode',
  Attribute: 'key value',
  Image: 'id url altText width height',
  Domain: 'host url id',
  Shop: `id name email contactEmail myshopifyDomain primaryDomain currencyCode ianaTimezone timezoneOffsetMinutes
    taxesIncluded url createdAt updatedAt plan enabledPresentmentCurrencies shopOwnerName shopAddress weightUnit`,
  ShopPlan: 'partnerDevelopment shopifyPlus publicDisplayName',
  ShopAddress: 'id countryCodeV2 country city',
  AppInstallation: 'id accessScopes launchUrl uninstallUrl app',
  App: 'id title handle apiKey',
  AccessScope: 'handle description',
  Order: `id legacyResourceId name number email phone createdAt processedAt updatedAt cancelledAt cancelReason
    closed closedAt confirmed confirmationNumber test edited note tags customAttributes customer customerLocale
    currencyCode presentmentCurrencyCode taxesIncluded displayFinancialStatus displayFulfillmentStatus returnStatus
    fullyPaid unpaid sourceName sourceIdentifier paymentGatewayNames checkoutToken statusPageUrl discountCode discountCodes
    billingAddress shippingAddress shippingLine lineItems fulfillments refunds totalWeight requiresShipping
    subtotalPriceSet totalPriceSet totalTaxSet totalDiscountsSet totalShippingPriceSet totalRefundedSet
    totalReceivedSet totalOutstandingSet currentSubtotalPriceSet currentTotalPriceSet currentTotalTaxSet
    currentTotalDiscountsSet currentShippingPriceSet originalTotalPriceSet netPaymentSet
    subtotalLineItemsQuantity currentSubtotalLineItemsQuantity customerAcceptsMarketing retailLocation app`,
  OrderApp: 'id name',
  ShippingLine: 'id title code originalPriceSet discountedPriceSet',
  LineItem: `id name title variantTitle sku vendor quantity currentQuantity refundableQuantity unfulfilledQuantity
    nonFulfillableQuantity requiresShipping taxable isGiftCard image product variant customAttributes
    originalUnitPriceSet originalTotalSet discountedTotalSet discountedUnitPriceSet
    discountedUnitPriceAfterAllDiscountsSet totalDiscountSet discountAllocations taxLines`,
  DiscountAllocation: 'allocatedAmountSet',
  ShopLocale: 'locale name primary published',
  TaxLine: 'title rate ratePercentage priceSet',
  MailingAddress: `id firstName lastName name address1 address2 city province provinceCode country countryCodeV2
    zip phone company timeZone`,
  Fulfillment: `id legacyResourceId name status displayStatus createdAt updatedAt deliveredAt inTransitAt
    estimatedDeliveryAt totalQuantity requiresShipping trackingInfo events fulfillmentLineItems order`,
  FulfillmentTrackingInfo: 'company number url',
  FulfillmentEvent: 'id status happenedAt createdAt message city province country zip address1',
  FulfillmentLineItem: 'id quantity lineItem',
  Refund: `id legacyResourceId createdAt processedAt updatedAt note order totalRefundedSet refundLineItems
    transactions`,
  RefundLineItem: `id quantity restockType restocked lineItem priceSet subtotalSet totalTaxSet location`,
  OrderTransaction: 'id kind status gateway amountSet createdAt processedAt test',
  Customer: `id legacyResourceId firstName lastName displayName email phone locale state tags note verifiedEmail
    createdAt updatedAt numberOfOrders amountSpent defaultAddress defaultEmailAddress defaultPhoneNumber
    emailMarketingConsent lastOrder orders taxExempt lifetimeDuration`,
  CustomerEmailAddress: 'emailAddress marketingState marketingOptInLevel marketingUpdatedAt validFormat',
  CustomerSmsMarketingConsent: 'state optInLevel updatedAt',
  CustomerPhoneNumber: 'phoneNumber smsMarketingConsent',
  CustomerEmailMarketingConsentState: 'marketingState marketingOptInLevel consentUpdatedAt',
  Product: `id legacyResourceId title handle description descriptionHtml vendor productType tags status
    createdAt updatedAt publishedAt isGiftCard totalInventory tracksInventory hasOnlyDefaultVariant
    hasOutOfStockVariants onlineStoreUrl featuredImage featuredMedia media options variants variantsCount
    priceRangeV2 requiresSellingPlan`,
  Collection: 'id legacyResourceId title handle updatedAt products',
  Media: 'id alt preview status',
  MediaPreviewImage: 'image status',
  MediaImage: 'id alt image preview status',
  ProductOption: 'id name position values',
  ProductPriceRangeV2: 'minVariantPrice maxVariantPrice',
  ProductVariant: `id legacyResourceId title displayName sku barcode position price compareAtPrice createdAt
    updatedAt availableForSale inventoryQuantity sellableOnlineQuantity inventoryPolicy inventoryItem product
    selectedOptions taxable image`,
  SelectedOption: 'name value',
  InventoryItem:
    'id legacyResourceId sku tracked requiresShipping createdAt updatedAt unitCost variant inventoryLevels inventoryLevel',
  InventoryLevel: 'id isActive createdAt updatedAt item location quantities',
  InventoryQuantity: 'id name quantity updatedAt',
  Location: 'id legacyResourceId name isActive',
  BulkOperation: `id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl
    query type`,
  BulkOperationRunQueryPayload: 'bulkOperation userErrors',
  BulkOperationUserError: 'field message code',
  BulkOperationCancelPayload: 'bulkOperation userErrors',
  DiscountCodeNode: 'id',
  DiscountCodeBasicCreatePayload: 'codeDiscountNode userErrors',
  DiscountCodeFreeShippingCreatePayload: 'codeDiscountNode userErrors',
  DiscountCodeBxgyCreatePayload: 'codeDiscountNode userErrors',
  DiscountUserError: 'code field message extraInfo',
  DiscountCodeBasicInput: `title code startsAt endsAt usageLimit appliesOncePerCustomer combinesWith context
    customerGets`,
  DiscountCodeFreeShippingInput: `title code startsAt endsAt usageLimit appliesOncePerCustomer combinesWith context
    destination`,
  DiscountCodeBxgyInput: `title code startsAt endsAt usageLimit usesPerOrderLimit appliesOncePerCustomer combinesWith
    context customerBuys customerGets`,
  DiscountCombinesWithInput: 'orderDiscounts productDiscounts shippingDiscounts',
  DiscountContextInput: 'all',
  DiscountShippingDestinationSelectionInput: 'all',
  DiscountCustomerGetsInput: 'items value',
  DiscountCustomerGetsValueInput: 'percentage discountAmount discountOnQuantity',
  DiscountAmountInput: 'amount appliesOnEachItem',
  DiscountOnQuantityInput: 'quantity effect',
  DiscountEffectInput: 'percentage',
  DiscountCustomerBuysInput: 'items value',
  DiscountCustomerBuysValueInput: 'quantity',
  DiscountItemsInput: 'all products',
  DiscountProductsInput: 'productsToAdd productVariantsToAdd',
  DiscountRedeemCodeInput: 'code',
  DiscountRedeemCodeBulkAddPayload: 'bulkCreation userErrors',
  DiscountRedeemCodeBulkCreation: 'id createdAt done codesCount importedCount failedCount codes',
  DiscountRedeemCodeBulkCreationCode: 'code errors',
  ...connection('DiscountRedeemCodeBulkCreationCode'),
  ...connection('Order'),
  ...connection('LineItem'),
  ...connection('Customer'),
  ...connection('Collection'),
  ...connection('Product'),
  ...connection('ProductVariant'),
  ...connection('InventoryItem'),
  ...connection('InventoryLevel'),
  ...connection('Location'),
  ...connection('FulfillmentEvent'),
  ...connection('FulfillmentLineItem'),
  ...connection('RefundLineItem'),
  ...connection('OrderTransaction'),
  ...connection('BulkOperation'),
  ...connection('Media'),
}

export const storefrontFields: SliceFields = {
  QueryRoot: 'shop product products productRecommendations node nodes localization',
  Node: 'id',
  PageInfo: 'hasNextPage hasPreviousPage startCursor endCursor',
  Shop: 'id name primaryDomain description paymentSettings',
  PaymentSettings: 'currencyCode countryCode enabledPresentmentCurrencies',
  Domain: 'host url sslEnabled',
  Localization: 'country language',
  Country: 'isoCode name currency',
  Currency: 'isoCode name symbol',
  Language: 'isoCode name endonymName',
  MoneyV2: 'amount currencyCode',
  Image: 'id url altText width height',
  Product: `id title handle description descriptionHtml vendor productType tags createdAt updatedAt publishedAt
    availableForSale isGiftCard totalInventory onlineStoreUrl featuredImage images options priceRange
    compareAtPriceRange variants`,
  ProductPriceRange: 'minVariantPrice maxVariantPrice',
  ProductOption: 'id name values',
  ProductVariant: `id title sku availableForSale currentlyNotInStock quantityAvailable price compareAtPrice image
    product selectedOptions requiresShipping taxable weight weightUnit`,
  SelectedOption: 'name value',
  ...connection('Product'),
  ...connection('ProductVariant'),
  ...connection('Image'),
}
