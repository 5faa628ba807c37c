import type { IconSource } from '@shopify/polaris'
import type { ComponentType } from 'react'
import type { Step } from '../../domain/journeys/steps.ts'
import type { Trigger } from '../../domain/journeys/triggers.ts'
import type { Names } from '../conditions/words.ts'
import type { PanelParts } from './panel-parts.ts'
import type { Said } from './said.tsx'

/** How a kind of step looks in the admin. One file in `steps/` for each, listed in `step-uis.ts`: docs/new-step.md. */
export interface StepUi<S extends Step> {
  kind: S['kind']
  icon: IconSource
  /** The step as one sentence; the variable parts name the fields of the panel. */
  sentence(step: S, names: Names): Said
  /** Where its fields are changed. */
  Panel: ComponentType<StepPanelProps<S>>
  /** A new one of this id. What it needs may still be missing: then it cannot be saved until it is filled in. */
  blank(id: string): S
  /** For kinds with lanes: over which words a lane stands, and the step with other steps in it. */
  lanes?: {
    words(step: S, lane: string, names: Names): string
    withSteps(step: S, lane: string, steps: Step[]): S
  }
}

export interface StepPanelProps<S> {
  step: S
  change: (step: S) => void
  parts: PanelParts
}

/** How a kind of trigger looks in the admin; one file in `triggers/` for each, listed in `trigger-uis.ts`. */
export interface TriggerUi<T extends Trigger> {
  kind: T['kind']
  icon: IconSource
  /** After which words the journey begins: "When an order is paid". */
  sentence(trigger: T, names: Names): Said
  /** Where its fields are changed; missing where there are none. */
  Panel?: ComponentType<TriggerPanelProps<T>>
  blank(): T
}

export interface TriggerPanelProps<T> {
  trigger: T
  change: (trigger: T) => void
  parts: PanelParts
}
