import { BlockStack, Text } from '@shopify/polaris'
import { DiscountIcon } from '@shopify/polaris-icons'
import { type OfferStep, offerDaysMax } from '../../../domain/journeys/steps/offer.ts'
import { incentiveWords, resultWords } from '../../offers/rule-words.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { durationWords } from '../duration-words.ts'
import { Field, WholeField } from '../fields.tsx'
import { GoodsFields } from '../goods-fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'
import { TopicField, UsefulnessField } from '../touch-fields.tsx'

const texts = journeySteps.offer

/** Leaves an offer on the shop's pages. */
export const offer: StepUi<OfferStep> = {
  kind: 'offer',
  icon: DiscountIcon,
  sentence: ({ result, incentive, days }, names) => {
    const words = incentiveWords(incentive, names) ?? texts.noIncentive
    return said(texts.says, {
      result: resultWords(result, names),
      incentive: [' ', { field: 'incentive', text: words }],
      days: durationWords({ amount: days, unit: 'days' }, names.reader),
    })
  },
  Panel,
  blank: (id) => ({
    kind: 'offer',
    id,
    topic: 'offers',
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    days: 14,
    usefulness: 50,
  }),
}

function Panel({ step, change, parts }: StepPanelProps<OfferStep>) {
  const { result, incentive } = step
  return (
    <BlockStack gap="400">
      <Text as="p" tone="subdued">
        {texts.where}
      </Text>
      <GoodsFields
        value={{ result, incentive, itemsMax: 1 }}
        onChange={(goods) => change({ ...step, result: goods.result, incentive: goods.incentive })}
        parts={parts}
      />
      <Field name="days">
        <WholeField
          label={texts.days}
          value={step.days}
          min={1}
          max={offerDaysMax}
          problem={texts.daysProblem(offerDaysMax)}
          onChange={(days) => change({ ...step, days })}
        />
      </Field>
      <TopicField value={step.topic} onChange={(topic) => change({ ...step, topic })} />
      <UsefulnessField value={step.usefulness} onChange={(usefulness) => change({ ...step, usefulness })} />
    </BlockStack>
  )
}
