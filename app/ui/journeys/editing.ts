import { createContext, type MutableRefObject, useContext } from 'react'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import type { Names } from '../conditions/words.ts'
import type { PanelParts } from './panel-parts.ts'
import type { Spot } from './tree.ts'

/** What is open beside the journey. */
export type Chosen = { kind: 'begin' } | { kind: 'exits' } | { kind: 'step'; id: string }

/** Something to say at a step, or at the beginning or the exits of a journey. */
export interface Problem {
  severity: 'blocks' | 'warns'
  text: string
}

/** What every part of the editor of one journey works with. */
export interface Editing {
  definition: JourneyDefinition
  names: Names
  parts: PanelParts
  chosen: Chosen | undefined
  /** Opens something; `field` is where the keyboard goes. */
  choose: (chosen: Chosen | undefined, field?: string) => void
  field: string | undefined
  /** By the id of a step, or `begin`, `exits`, `journey`. */
  problems: Record<string, Problem[]>
  /** How many people stand at each step. */
  people: Record<string, number>
  change: (patch: Partial<JourneyDefinition>, key?: string) => void
  changeStep: (step: Step) => void
  add: (kind: Step['kind'], spot: Spot) => void
  move: (id: string, spot: Spot) => void
  /** The step that was just moved to another lane: where it stands now takes the keyboard, once. */
  landed: MutableRefObject<string | undefined>
  remove: (id: string) => void
  /** Whether there is room for a panel beside the steps; below the pressed step otherwise. */
  isWide: boolean
}

const EditingContext = createContext<Editing | undefined>(undefined)

export const EditingProvider = EditingContext.Provider

/** The journey that is being edited around here. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('Parts of the editor stand inside it.')
  return editing
}
