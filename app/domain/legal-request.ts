/** A request that the law made Shopify pass on. */
export interface LegalRequest {
  id: string
  topic: string
  receivedAt: Date
  completedAt: Date | undefined
  /** Whether there is an export for the merchant to hand on. */
  hasExport: boolean
  handedOnAt: Date | undefined
}
