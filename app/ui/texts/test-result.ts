import type { Verdict } from '../../domain/experiment/judge-test.ts'

/** What a test says, in words. `{arm}` is the arm's name. */
export const testResult: Record<Verdict['kind'], { short: string; long: string }> = {
  'too-early': {
    short: 'Too early to tell',
    long: 'Each version needs to be shown to at least 200 shoppers, and 20 offers bought, before anything can be said.',
  },
  'no-difference-yet': {
    short: 'No difference so far',
    long: 'The versions may bring the same. The ranges below get narrower as more offers are shown.',
  },
  better: {
    short: '{arm} brings more',
    long: '{arm} brings more net revenue per shown offer than version A. The ranges hold however often you look.',
  },
  worse: {
    short: '{arm} brings less',
    long: '{arm} brings less net revenue per shown offer than version A. Encore ends a test like this by itself.',
  },
}
