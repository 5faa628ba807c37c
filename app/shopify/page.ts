/** What of a kind to ask for: changed since, from a cursor on. */
export interface ChangedSince {
  since: Date
  /** The `next` of the page before; the first page without it. */
  after?: string
}

/** Some of many, and where to go on. */
export interface Page<Item> {
  items: Item[]
  next: string | undefined
}

/** The variables of a query for what changed since, both ends included: Shopify's times are whole seconds. */
export function changedQuery({ since, after }: ChangedSince): { query: string; after: string | null } {
  const second = since.toISOString().replace(/\.\d+Z$/, 'Z')
  return { query: `updated_at:>='${second}'`, after: after ?? null }
}
