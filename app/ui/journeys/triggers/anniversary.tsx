import { RewardIcon } from '@shopify/polaris-icons'
import type { AnniversaryTrigger } from '../../../domain/journeys/triggers/anniversary.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { YearlyPanel, yearlyWords } from '../yearly.tsx'

/** The day of their first order, every year. */
export const anniversary: TriggerUi<AnniversaryTrigger> = {
  kind: 'anniversary',
  icon: RewardIcon,
  sentence: yearlyWords,
  Panel: YearlyPanel,
  blank: () => ({ kind: 'anniversary', daysBefore: 0 }),
}
