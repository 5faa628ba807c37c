import { PackageFulfilledIcon } from '@shopify/polaris-icons'
import type { OrderDeliveredTrigger } from '../../../domain/journeys/triggers/order-delivered.ts'
import { journeyTriggers as texts } from '../../texts/journeys-triggers.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

/** Every order that has arrived. */
export const orderDelivered: TriggerUi<OrderDeliveredTrigger> = {
  kind: 'order-delivered',
  icon: PackageFulfilledIcon,
  sentence: () => said(texts.says['order-delivered'], { order: { field: 'trigger', text: texts.order } }),
  blank: () => ({ kind: 'order-delivered' }),
}
