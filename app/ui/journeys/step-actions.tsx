import { Button } from '@shopify/polaris'
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from '@shopify/polaris-icons'
import type { Step } from '../../domain/journeys/steps.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { stepWords } from './step-words.ts'
import { neighbourSpot } from './tree.ts'

const texts = journeyEditor.steps

/** Moves a step up or down, out of its lane at the ends, or removes it. */
export function StepActions({ step }: { step: Step }) {
  const { definition, names, move, remove } = useEditing()
  const name = stepWords(step, names)
  const up = neighbourSpot(definition.steps, step.id, -1)
  const down = neighbourSpot(definition.steps, step.id, 1)
  return (
    <>
      <Button
        icon={ArrowUpIcon}
        variant="tertiary"
        accessibilityLabel={texts.up(name)}
        disabled={!up}
        onClick={() => up && move(step.id, up)}
      />
      <Button
        icon={ArrowDownIcon}
        variant="tertiary"
        accessibilityLabel={texts.down(name)}
        disabled={!down}
        onClick={() => down && move(step.id, down)}
      />
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={`${texts.remove}: ${name}`}
        onClick={() => remove(step.id)}
      />
    </>
  )
}
