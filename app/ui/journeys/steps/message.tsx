import { BlockStack, Checkbox, Select } from '@shopify/polaris'
import { EmailIcon } from '@shopify/polaris-icons'
import type { MessageChannel } from '../../../domain/budget/channel.ts'
import { type MessageStep, messageItemsMax, validDaysMax } from '../../../domain/journeys/steps/message.ts'
import { type TemplateId, templateIds } from '../../../domain/messages/template-id.ts'
import { listWords, type Names } from '../../conditions/words.ts'
import { formatCount } from '../../format.ts'
import { incentiveWords } from '../../offers/rule-words.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { ChannelsField } from '../channels-field.tsx'
import { Field, WholeField } from '../fields.tsx'
import { GoodsFields } from '../goods-fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { MessageTextsFields } from '../message-texts-fields.tsx'
import { type Said, said } from '../said.tsx'
import { TopicField, UsefulnessField } from '../touch-fields.tsx'

const texts = journeySteps.message

/** Writes to them. */
export const message: StepUi<MessageStep> = {
  kind: 'message',
  icon: EmailIcon,
  sentence: (step, names) =>
    said(texts.says, {
      template: templateWords(step),
      channels: listWords(
        step.channels.map((channel) => texts.channel[channel]),
        'disjunction',
      ),
      offer: offerWords(step, names),
    }),
  Panel,
  blank: (id) => ({
    kind: 'message',
    id,
    topic: 'help',
    template: 'check-in',
    channels: ['email'],
    texts: {},
    offer: undefined,
    usefulness: 50,
    validDays: 7,
  }),
}

function templateWords({ template, texts: own }: MessageStep): string {
  const title = texts.templates[template]
  return Object.keys(own).length > 0 ? texts.own(title) : `“${title}”`
}

function offerWords({ offer }: MessageStep, names: Names): Said | undefined {
  if (!offer) return undefined
  const products = texts.products(offer.itemsMax, formatCount(offer.itemsMax, names.reader))
  const words = [products, incentiveWords(offer.incentive, names)].filter(Boolean).join(' ')
  return said(texts.withOffer, { offer: { field: 'offer', text: words } })
}

function Panel({ step, change, parts }: StepPanelProps<MessageStep>) {
  const set = (patch: Partial<MessageStep>) => change({ ...step, ...patch })
  return (
    <BlockStack gap="400">
      <Field name="template">
        <Select
          label={texts.template}
          options={templateIds.map((value) => ({ value, label: texts.templates[value] }))}
          value={step.template}
          onChange={(chosen) => set({ template: templateOf(chosen) ?? step.template })}
        />
      </Field>
      <MessageTextsFields step={step} onChange={(own) => set({ texts: own })} parts={parts} />
      <Field name="offer">
        <BlockStack gap="400">
          <Checkbox
            label={texts.offer}
            checked={step.offer !== undefined}
            onChange={(isShown) => set({ offer: isShown ? offerBegun : undefined })}
          />
          {step.offer && (
            <GoodsFields
              value={step.offer}
              onChange={(offer) => set({ offer })}
              parts={parts}
              itemsLabel={texts.itemsMax}
            />
          )}
        </BlockStack>
      </Field>
      <Delivery step={step} set={set} field={parts.field} />
    </BlockStack>
  )
}

/** By which way, about what, and for how long it is worth saying: what most leave as it is. */
function Delivery({
  step,
  set,
  field,
}: {
  step: MessageStep
  set: (patch: Partial<MessageStep>) => void
  field: string | undefined
}) {
  return (
    <details className="encore-left-out" open={field === 'channels' || undefined}>
      <summary>{texts.delivery}</summary>
      <div className="encore-details">
        <BlockStack gap="400">
          <Field name="channels">
            <ChannelsField
              value={step.channels}
              onChange={(channels: MessageChannel[]) => set({ channels })}
            />
          </Field>
          <TopicField value={step.topic} onChange={(topic) => set({ topic })} />
          <WholeField
            label={texts.validDays}
            help={texts.validHelp}
            value={step.validDays}
            min={1}
            max={validDaysMax}
            problem={journeySteps.offer.daysProblem(validDaysMax)}
            onChange={(validDays) => set({ validDays })}
          />
          <UsefulnessField value={step.usefulness} onChange={(usefulness) => set({ usefulness })} />
        </BlockStack>
      </div>
    </details>
  )
}

const offerBegun: MessageStep['offer'] = {
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
  itemsMax: messageItemsMax,
}

function templateOf(text: string): TemplateId | undefined {
  return templateIds.find((each) => each === text)
}
