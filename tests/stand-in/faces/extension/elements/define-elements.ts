import { defineActions } from './actions.ts'
import { defineChoices } from './choices.ts'
import { defineFields } from './fields.ts'
import { defineLayout } from './layout.ts'
import { defineMedia } from './media.ts'
import { defineOverlays } from './overlays.ts'
import { defineWords } from './words.ts'

/** Defines the page's side of every `s-*` element of the checkout. */
export function defineElements(): void {
  defineLayout()
  defineWords()
  defineMedia()
  defineActions()
  defineFields()
  defineChoices()
  defineOverlays()
}
