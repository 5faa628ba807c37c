import { armOf } from '../experiment/assign.ts'

/** Whether somebody who entered a journey is contacted by it, or left alone on purpose. */
export const holdoutArms = ['reached', 'left-alone'] as const
export type HoldoutArm = (typeof holdoutArms)[number]

/** The arm that somebody was given, and of how many in a hundred who were left alone then. */
export interface KeptArm {
  arm: HoldoutArm
  percent: number
}

/**
 * Draws whether a customer who enters this journey is left alone, so that what it changes can be seen; nothing where
 * nobody is. The same lot whenever it is drawn, for each journey one of its own: who entered a journey because another
 * one reached them is as likely to be left alone as anybody else (docs/decisions/0026-who-is-left-alone.md). A higher
 * percentage only adds to a lower one's.
 */
export function drawArm(journeyId: string, customerId: string, percent: number): KeptArm | undefined {
  if (percent <= 0) return undefined
  const leftAlone = { name: 'left-alone', share: percent }
  const reached = { name: 'reached', share: 100 - percent }
  const name = armOf(`holdout/${journeyId}`, customerId, [leftAlone, reached])
  return { arm: holdoutArms.find((arm) => arm === name) ?? 'reached', percent }
}

/** Whether an arm means that nothing is sent. Nobody is left alone where nothing is measured. */
export function isLeftAlone(kept: KeptArm | undefined): boolean {
  return kept?.arm === 'left-alone'
}
