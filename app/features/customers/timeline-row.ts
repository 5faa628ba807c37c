/** One row of the Timeline view. */
export interface TimelineRow {
  at: Date
  kind: string
  subjectId: string
  orderId: string | null
  detail: unknown
  orderName: string | null
  /** For refunds: their lines with titles. */
  refunded: unknown
}
