import { AutomationIcon } from '@shopify/polaris-icons'
import type { CalledTrigger } from '../../../domain/journeys/triggers/called.ts'
import { journeyTriggers as texts } from '../../texts/journeys-triggers.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

/** Being asked to. */
export const called: TriggerUi<CalledTrigger> = {
  kind: 'called',
  icon: AutomationIcon,
  sentence: () => said(texts.says.called, { somebody: { field: 'trigger', text: texts.somebody } }),
  blank: () => ({ kind: 'called' }),
}
