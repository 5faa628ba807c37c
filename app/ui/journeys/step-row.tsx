import { Icon, Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'
import type { Step } from '../../domain/journeys/steps.ts'
import { formatCount } from '../format.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import { DragHandle } from './dragging.tsx'
import { useEditing } from './editing.ts'
import { OpenPanel } from './panel.tsx'
import { Problems } from './problems.tsx'
import { SaidSentence } from './said.tsx'
import { StepActions } from './step-actions.tsx'
import { stepUi } from './step-uis.ts'
import { stepWords } from './step-words.ts'

const texts = journeyEditor.steps

/** One step: its sentence with the parts to press, who is here, and what may be done with it. */
export function StepRow({ step }: { step: Step }) {
  const { names, chosen, choose, problems, people, isWide, landed } = useEditing()
  const { icon, sentence } = stepUi(step.kind)
  const isChosen = chosen?.kind === 'step' && chosen.id === step.id
  const here = people[step.id] ?? 0
  const name = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (landed.current !== step.id) return
    landed.current = undefined
    name.current?.focus()
  }, [landed, step.id])
  const open = (field?: string) => choose({ kind: 'step', id: step.id }, field)
  return (
    <div className={isChosen ? 'encore-step is-chosen' : 'encore-step'}>
      <div className="encore-step-row">
        <DragHandle label={texts.drag(stepWords(step, names))} />
        <span className="encore-step-icon">
          <Icon source={icon} tone="subdued" />
        </span>
        <div className="encore-step-text">
          <button
            ref={name}
            type="button"
            className="encore-step-name"
            aria-expanded={isChosen}
            onClick={() => (isChosen ? choose(undefined) : open())}
          >
            {journeySteps.names[step.kind]}
          </button>
          <SaidSentence sentence={sentence(step, names)} onPress={open} />
          <Problems problems={problems[step.id]} />
          {here > 0 && (
            <Text as="p" tone="subdued" variant="bodySm">
              <span suppressHydrationWarning>{texts.peopleHere(here, formatCount(here, names.reader))}</span>
            </Text>
          )}
        </div>
        <div className="encore-step-actions">
          <StepActions step={step} />
        </div>
      </div>
      {isChosen && !isWide && <OpenPanel />}
    </div>
  )
}
