import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { DeleteIcon, MergeIcon, PlusIcon } from '@shopify/polaris-icons'
import type { Condition } from '../../../domain/conditions/condition.ts'
import { type BranchStep, type Way, waysMax } from '../../../domain/journeys/steps/branch.ts'
import type { Step } from '../../../domain/journeys/steps.ts'
import { conditionWords } from '../../conditions/words.ts'
import { formatCount } from '../../format.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { ConditionField } from '../condition-field.tsx'
import { Field } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.branch
const boughtBefore: Condition = {
  kind: 'group',
  join: 'all',
  of: [{ kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 2 } }],
}

/** Goes the first way that holds, or the other one. */
export const branch: StepUi<BranchStep<Step>> = {
  kind: 'branch',
  icon: MergeIcon,
  sentence: ({ ways }, { reader }) =>
    said(texts.says, {
      ways: ways.length === 1 ? texts.one : texts.ways(formatCount(ways.length, reader)),
    }),
  Panel,
  blank: (id) => ({
    kind: 'branch',
    id,
    ways: [{ name: texts.newName(1), when: boughtBefore, steps: [] }],
    otherwise: [],
  }),
  lanes: {
    words: ({ ways }, lane, names) => {
      const way = ways.find(({ name }) => name === lane)
      if (!way) return texts.otherwise
      const text = ways.length > 1 ? texts.namedWay.replace('{name}', () => way.name) : texts.way
      return text.replace('{when}', () => conditionWords(way.when, names))
    },
    withSteps: (step, lane, steps) => {
      if (step.ways.every(({ name }) => name !== lane)) return { ...step, otherwise: steps }
      return { ...step, ways: step.ways.map((way) => (way.name === lane ? { ...way, steps } : way)) }
    },
  },
}

function Panel({ step, change, parts }: StepPanelProps<BranchStep<Step>>) {
  const { ways } = step
  const set = (next: Way<Step>[]) => change({ ...step, ways: next })
  return (
    <Field name="ways">
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {texts.heading}
        </Text>
        {ways.map((way, place) => (
          <OneWay
            // biome-ignore lint/suspicious/noArrayIndexKey: a way that is renamed keeps its place.
            key={place}
            way={way}
            isTaken={ways.some((each, at) => at !== place && each.name.trim() === way.name.trim())}
            onChange={(next) => set(ways.with(place, next))}
            onRemove={ways.length > 1 ? () => set(ways.toSpliced(place, 1)) : undefined}
            parts={parts}
          />
        ))}
        {ways.length < waysMax && (
          <InlineStack>
            <Button icon={PlusIcon} onClick={() => set([...ways, newWay(ways)])}>
              {texts.add}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Field>
  )
}

function newWay(ways: Way<Step>[]): Way<Step> {
  const free = [2, 3, 4, 5, 6, 7].find((place) => ways.every(({ name }) => name !== texts.newName(place)))
  return { name: texts.newName(free ?? 1), when: boughtBefore, steps: [] }
}

function OneWay({
  way,
  isTaken,
  onChange,
  onRemove,
  parts,
}: {
  way: Way<Step>
  isTaken: boolean
  onChange: (way: Way<Step>) => void
  onRemove: (() => void) | undefined
  parts: StepPanelProps<BranchStep>['parts']
}) {
  const problem = way.name.trim() === '' ? texts.nameMissing : isTaken && texts.nameTaken
  return (
    <Box padding="300" borderWidth="025" borderColor="border-secondary" borderRadius="200">
      <BlockStack gap="300">
        <TextField
          label={texts.name}
          autoComplete="off"
          maxLength={40}
          value={way.name}
          onChange={(name) => onChange({ ...way, name })}
          error={problem || undefined}
          connectedRight={
            onRemove && (
              <Button icon={DeleteIcon} accessibilityLabel={texts.remove(way.name)} onClick={onRemove} />
            )
          }
        />
        <ConditionField
          label={texts.when}
          value={way.when}
          onChange={(when) => onChange({ ...way, when })}
          parts={parts}
        />
      </BlockStack>
    </Box>
  )
}
