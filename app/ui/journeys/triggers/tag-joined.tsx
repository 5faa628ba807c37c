import { TextField } from '@shopify/polaris'
import { HashtagIcon } from '@shopify/polaris-icons'
import type { TagJoinedTrigger } from '../../../domain/journeys/triggers/tag-joined.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { journeyTriggers } from '../../texts/journeys-triggers.ts'
import { Field } from '../fields.tsx'
import type { TriggerPanelProps, TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeyTriggers.tag

/** A tag that they did not have. */
export const tagJoined: TriggerUi<TagJoinedTrigger> = {
  kind: 'tag-joined',
  icon: HashtagIcon,
  sentence: ({ tag }) => said(journeyTriggers.says['tag-joined'], { tag: tag.trim() || texts.nothing }),
  Panel,
  blank: () => ({ kind: 'tag-joined', tag: '' }),
}

function Panel({ trigger: { tag }, change }: TriggerPanelProps<TagJoinedTrigger>) {
  return (
    <Field name="tag">
      <TextField
        label={texts.tag}
        helpText={texts.help}
        autoComplete="off"
        maxLength={255}
        value={tag}
        onChange={(named) => change({ kind: 'tag-joined', tag: named })}
        error={tag.trim() === '' || tag.includes(',') ? journeySteps.tag.problem : undefined}
      />
    </Field>
  )
}
