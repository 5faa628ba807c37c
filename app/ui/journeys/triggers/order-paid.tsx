import { OrderIcon } from '@shopify/polaris-icons'
import type { OrderPaidTrigger } from '../../../domain/journeys/triggers/order-paid.ts'
import { journeyTriggers as texts } from '../../texts/journeys-triggers.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

/** Every paid order. */
export const orderPaid: TriggerUi<OrderPaidTrigger> = {
  kind: 'order-paid',
  icon: OrderIcon,
  sentence: () => said(texts.says['order-paid'], { order: { field: 'trigger', text: texts.order } }),
  blank: () => ({ kind: 'order-paid' }),
}
