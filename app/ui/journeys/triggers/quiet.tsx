import { MoonIcon } from '@shopify/polaris-icons'
import type { QuietTrigger } from '../../../domain/journeys/triggers/quiet.ts'
import { journeyTriggers as texts } from '../../texts/journeys-triggers.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

/** A customer who went quiet. */
export const quiet: TriggerUi<QuietTrigger> = {
  kind: 'quiet',
  icon: MoonIcon,
  sentence: () => said(texts.says.quiet, { quiet: { field: 'trigger', text: texts.quiet } }),
  blank: () => ({ kind: 'quiet' }),
}
