import { Banner, Text } from '@shopify/polaris'
import type { Fault } from '../../domain/journeys/fault.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { journeyFaults } from '../texts/journeys-faults.ts'
import { useEditing } from './editing.ts'
import { faultWords, placeOf } from './fault-words.ts'
import { stepWords } from './step-words.ts'

/** All that keeps the journey from being published; each leads to where it is. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  const { names, choose, definition } = useEditing()
  const blocking = faults.filter(({ severity }) => severity === 'blocks')
  if (blocking.length === 0) return null
  const open = (fault: Fault) => {
    const place = placeOf(fault)
    if (fault.stepId !== undefined) choose({ kind: 'step', id: fault.stepId })
    else if (place === 'begin' || place === 'exits') choose({ kind: place })
  }
  return (
    <Banner tone="warning" title={journeyFaults.heading}>
      <ul className="encore-plain-list">
        {blocking.map((fault) => {
          const step = allSteps(definition.steps).find(({ id }) => id === fault.stepId)
          const text = faultWords(fault, names)
          return (
            <li key={`${fault.stepId} ${text}`}>
              {placeOf(fault) === 'journey' ? (
                <Text as="span">{text}</Text>
              ) : (
                <button type="button" className="encore-said-part" onClick={() => open(fault)}>
                  {step ? `${stepWords(step, names)} ${text}` : text}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
