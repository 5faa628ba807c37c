import { ReceiptRefundIcon } from '@shopify/polaris-icons'
import type { RefundTrigger } from '../../../domain/journeys/triggers/refund.ts'
import { journeyTriggers as texts } from '../../texts/journeys-triggers.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

/** A refund. */
export const refund: TriggerUi<RefundTrigger> = {
  kind: 'refund',
  icon: ReceiptRefundIcon,
  sentence: () => said(texts.says.refund, { money: { field: 'trigger', text: texts.money } }),
  blank: () => ({ kind: 'refund' }),
}
