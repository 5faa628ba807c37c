import { Checkbox } from '@shopify/polaris'
import { OrderFirstIcon } from '@shopify/polaris-icons'
import type { NthOrderTrigger } from '../../../domain/journeys/triggers/nth-order.ts'
import { journeyTriggers } from '../../texts/journeys-triggers.ts'
import { Field, WholeField } from '../fields.tsx'
import type { TriggerPanelProps, TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeyTriggers.nth
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' })

/** An order with a certain number. */
export const nthOrder: TriggerUi<NthOrderTrigger> = {
  kind: 'nth-order',
  icon: OrderFirstIcon,
  sentence: ({ number, orLater }) => {
    const which = ordinalOf(number)
    return said(journeyTriggers.says['nth-order'], {
      number: orLater ? texts.orLater(which) : texts.one(which),
    })
  },
  Panel,
  blank: () => ({ kind: 'nth-order', number: 1, orLater: false }),
}

function ordinalOf(number: number): string {
  const word = texts.first[number - 1]
  return word ?? texts.ordinals[ordinalRules.select(number)]?.replace('{number}', String(number)) ?? ''
}

function Panel({ trigger, change }: TriggerPanelProps<NthOrderTrigger>) {
  return (
    <>
      <Field name="number">
        <WholeField
          label={texts.number}
          help={texts.numberHelp}
          value={trigger.number}
          min={1}
          max={1_000}
          problem={texts.problem}
          onChange={(number) => change({ ...trigger, number })}
        />
      </Field>
      <Checkbox
        label={texts.orLater1}
        checked={trigger.orLater}
        onChange={(orLater) => change({ ...trigger, orLater })}
      />
    </>
  )
}
