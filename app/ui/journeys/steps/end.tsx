import { Text } from '@shopify/polaris'
import { ExitIcon } from '@shopify/polaris-icons'
import type { EndStep } from '../../../domain/journeys/steps/end.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import type { StepUi } from '../kind-ui.ts'

const texts = journeySteps.end

/** Ends the walk. */
export const end: StepUi<EndStep> = {
  kind: 'end',
  icon: ExitIcon,
  sentence: () => [texts.says],
  Panel,
  blank: (id) => ({ kind: 'end', id }),
}

function Panel() {
  return (
    <Text as="p" tone="subdued">
      {texts.about}
    </Text>
  )
}
