import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { ChartDonutIcon, DeleteIcon, PlusIcon } from '@shopify/polaris-icons'
import { type Arm, armsMax, armsMin, type SplitStep } from '../../../domain/journeys/steps/split.ts'
import type { Step } from '../../../domain/journeys/steps.ts'
import { listWords } from '../../conditions/words.ts'
import { formatCount, type Reader } from '../../format.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { Field, WholeField } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.split
type Arms = SplitStep<Step>['arms']

/** Sends each customer one of several ways by chance. */
export const split: StepUi<SplitStep<Step>> = {
  kind: 'split',
  icon: ChartDonutIcon,
  sentence: ({ arms }, { reader }) => {
    const words = arms.map((arm) => fill(texts.arm, arm, reader))
    return said(texts.says, { arms: listWords(words, 'conjunction') })
  },
  Panel,
  blank: (id) => ({
    kind: 'split',
    id,
    arms: [
      { name: 'A', share: 50, steps: [] },
      { name: 'B', share: 50, steps: [] },
    ],
  }),
  lanes: {
    words: ({ arms }, lane, { reader }) => {
      const arm = arms.find(({ name }) => name === lane)
      return arm ? fill(texts.lane, arm, reader) : lane
    },
    withSteps: (step, lane, steps) => ({
      ...step,
      arms: eachArm(step.arms, (arm) => (arm.name === lane ? { ...arm, steps } : arm)),
    }),
  },
}

function fill(text: string, { name, share }: Arm, reader: Reader): string {
  return text.replace('{name}', name).replace('{share}', formatCount(share, reader))
}

function eachArm([first, ...others]: Arms, make: (arm: Arm<Step>, place: number) => Arm<Step>): Arms {
  return [make(first, 0), ...others.map((arm, place) => make(arm, place + 1))]
}

function Panel({ step, change, parts: { names } }: StepPanelProps<SplitStep<Step>>) {
  const { arms } = step
  const sum = arms.reduce((all, { share }) => all + share, 0)
  const set = (next: Arms) => change({ ...step, arms: next })
  return (
    <Field name="arms">
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {texts.heading}
        </Text>
        {arms.map((_arm, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way that is renamed keeps its place.
          <OneArm key={place} place={place} arms={arms} onChange={set} />
        ))}
        {sum !== 100 && (
          <Text as="p" tone="critical">
            {texts.sum(formatCount(sum, names.reader))}
          </Text>
        )}
        <InlineStack gap="200">
          {arms.length < armsMax && (
            <Button icon={PlusIcon} onClick={() => set(withArm(arms))}>
              {texts.add}
            </Button>
          )}
          <Button variant="tertiary" onClick={() => set(shared(arms))}>
            {texts.even}
          </Button>
        </InlineStack>
      </BlockStack>
    </Field>
  )
}

function OneArm({ place, arms, onChange }: { place: number; arms: Arms; onChange: (arms: Arms) => void }) {
  const arm = arms[place]
  if (!arm) return null
  const set = (patch: Partial<Arm<Step>>) =>
    onChange(eachArm(arms, (each, at) => (at === place ? { ...each, ...patch } : each)))
  const isTaken = arms.some((each, at) => at !== place && each.name.trim() === arm.name.trim())
  const problem =
    arm.name.trim() === '' ? journeySteps.branch.nameMissing : isTaken && journeySteps.branch.nameTaken
  const [first, ...others] = arms.filter((_, at) => at !== place)
  return (
    <div className="encore-arm">
      <TextField
        label={texts.name}
        autoComplete="off"
        maxLength={40}
        value={arm.name}
        onChange={(name) => set({ name })}
        error={problem || undefined}
      />
      <WholeField
        label={texts.share}
        suffix="%"
        value={arm.share}
        min={0}
        max={100}
        problem={texts.shareProblem}
        onChange={(share) => set({ share })}
      />
      {arms.length > armsMin && first && (
        <Button
          icon={DeleteIcon}
          variant="tertiary"
          accessibilityLabel={texts.remove(arm.name)}
          onClick={() => onChange(shared([first, ...others]))}
        />
      )}
    </div>
  )
}

/** The arms with another one, whose name is the first letter that is free. */
function withArm(arms: Arms): Arms {
  const letters = ['A', 'B', 'C', 'D', 'E']
  const name = letters.find((each) => arms.every((arm) => arm.name !== each)) ?? 'E'
  return shared([...arms, { name, share: 0, steps: [] }])
}

/** The arms with the same share each; what is left over goes to the first ones. */
function shared(arms: Arms): Arms {
  const each = Math.floor(100 / arms.length)
  const over = 100 - each * arms.length
  return eachArm(arms, (arm, place) => ({ ...arm, share: each + (place < over ? 1 : 0) }))
}
