/** What each kind of job carries: the shop and ids, never anything personal. */
export interface Jobs {
  /** Brings one kind of a shop's past in, or reads its stock or its collections again. */
  'import-history': {
    shop: string
    kind: 'products' | 'collections' | 'inventory' | 'customers' | 'orders' | 'stock'
  }
  /** Reads which products one collection holds. */
  'read-collection': { shop: string; collectionId: string }
  /** Reads what Shopify itself recommends beside one shop's best sellers. */
  'read-suggestions': { shop: string }
  /** Puts every installed shop in line for that. */
  'read-all-suggestions': Record<string, never>
  /** Reads what changed in one shop since the last look, and repairs what no delivery told. */
  'reconcile-shop': { shop: string }
  /** Puts every installed shop in line for reconciliation. */
  'reconcile-all-shops': Record<string, never>
  /** Makes discount codes ahead for what one shop's rules give. */
  'fill-code-pools': { shop: string }
  /** Puts every installed shop in line for its codes. */
  'fill-all-code-pools': Record<string, never>
  /** Ends the tests of every installed shop that do harm. */
  'check-all-tests': Record<string, never>
  /** Erases what every installed shop has kept long enough. */
  'purge-all-shops': Record<string, never>
  /** Sends one shop's touches that the budget let go. */
  'send-touches': { shop: string }
  /** Tells Shopify who of one shop's customers stopped all messages. */
  'withdraw-consents': { shop: string }
  /** Looks for what Shopify was not told of. */
  'withdraw-all-consents': Record<string, never>
  /** Carries out what one step of one walk does outside: a tag, a word to Flow. */
  'carry-out-act': { shop: string; enrollmentId: string; stepId: string }
  /** Lets customers who were there already into a journey that waits for a day of theirs. */
  'enroll-waiting': { shop: string; journeyId: string; after?: string }
  /** Moves who walks an older version of a journey to another; what becomes of people whose step is not in it. */
  'move-walks': {
    shop: string
    journeyId: string
    toVersion: number
    instead: Readonly<Record<string, { kind: 'end' } | { kind: 'to'; stepId: string }>>
  }
  /** Has everybody in a journey be looked at that goes on, or has ended. */
  'wake-journey': { shop: string; journeyId: string }
  /** Learns the rhythms of one shop's customers. */
  'learn-rhythms': { shop: string }
  /** Puts every installed shop in line for that. */
  'learn-all-rhythms': Record<string, never>
  /** Walks one journey over the shop's past. */
  'dry-run-journey': { shop: string; id: string }
}

/** The kinds of jobs there are. */
export type JobName = keyof Jobs

/** How often a job of one kind is tried, how long after one another, and when it counts as lost. */
export interface QueueSettings {
  retriesMax: number
  retryDelaySeconds: number
  retryDelaySecondsMax: number
  /** A job that has not ended by then is taken for lost and tried again. */
  expireSeconds: number
}

const patient = { retriesMax: 20, retryDelaySeconds: 5, retryDelaySecondsMax: 1_800, expireSeconds: 900 }

/** The same for every kind of job. */
export const queues: Record<JobName, QueueSettings> = {
  'import-history': { ...patient, expireSeconds: 3_600 },
  'read-collection': { ...patient, retriesMax: 5 },
  'read-suggestions': { ...patient, retriesMax: 5 },
  'read-all-suggestions': { ...patient, retriesMax: 3 },
  'reconcile-shop': { ...patient, retriesMax: 3 },
  'reconcile-all-shops': { ...patient, retriesMax: 3 },
  'fill-code-pools': { ...patient, retriesMax: 5 },
  'fill-all-code-pools': { ...patient, retriesMax: 3 },
  'check-all-tests': { ...patient, retriesMax: 3 },
  'purge-all-shops': { ...patient, retriesMax: 5 },
  'send-touches': patient,
  'withdraw-consents': patient,
  'withdraw-all-consents': { ...patient, retriesMax: 3 },
  'carry-out-act': patient,
  'enroll-waiting': { ...patient, expireSeconds: 3_600 },
  'wake-journey': patient,
  'move-walks': patient,
  'learn-rhythms': { ...patient, retriesMax: 5 },
  'learn-all-rhythms': { ...patient, retriesMax: 3 },
  'dry-run-journey': { ...patient, retriesMax: 3 },
}
