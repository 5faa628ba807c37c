import type { Difference } from '../../domain/journeys/compare.ts'
import { plural } from './words.ts'

/** Publishing a journey, and its versions. */
export const journeyPublish = {
  title: (name: string) => `Publish “${name}”`,
  back: 'Journey',
  action: 'Publish',
  first: 'This is its first version. Once it is published, customers begin it.',
  same: 'Nothing has changed since the live version.',
  lets: 'It is paused, and will let people in again.',
  heading: 'What changed since the live version',
  whole: 'What it does',
  blocked: 'It cannot be published yet',
  warned: 'Worth a look first',
  fix: 'Open the journey',
  dryRun: 'Dry run it first',
  dryRunAgain: 'See its dry run',
  dryRunDone: 'Dry run of this draft, as it is: {at}.',
  dryRunWhy:
    'It shows what the journey would have done with your orders of the past year. Nobody is reached.',
  walking: {
    heading: 'Who walks it now',
    none: 'Nobody walks an earlier version.',
    some: (count: number, written: string) =>
      plural(
        count,
        'One person walks an earlier version, and keeps it to the end.',
        `${written} people walk an earlier version, and keep it to the end.`,
      ),
    afterwards: 'Once it is published you can move those who wait to the new version.',
  },
  live: (version: number) => `Version ${version} is live.`,
  liveBody: 'Customers begin it from now on. The draft says the same, so there is nothing more to publish.',
  open: 'Back to the journey',
  refused: {
    'not-there': 'This journey is no longer there. Someone may have archived it.',
    unfit: 'The draft is not complete. Open the journey and look at what is marked.',
    faulty: 'The draft has faults that must be mended first. They stand above.',
    'changed-meanwhile':
      'Someone changed the draft after you opened this page. Look at it again before you publish.',
    'too-many': 'At most 50 journeys may be live at the same time. Pause one first.',
  } as Record<string, string>,
  changes: {
    trigger: 'It begins with something else: {now}',
    entry: 'Who begins it: {now}',
    reentry: 'How often: {now}',
    exits: 'What ends it early: {now}',
    'step-added': 'New: {step}',
    'step-removed': 'Gone: {step}',
    'step-moved': 'Moved: {step}',
    'step-changed': '{before} is now: {step}',
    'step-changed-inside': 'Changed: {step}',
  } satisfies Record<Difference['kind'] | 'step-changed-inside', string>,
  versions: {
    title: 'Versions',
    arriving: 'Versions',
    none: 'It has not been published yet.',
    version: (version: number) => `Version ${version}`,
    live: 'Live',
    published: 'Published {at}',
    inside: (count: number, written: string) =>
      plural(count, 'One person walks it', `${written} people walk it`),
    compare: 'Beside the draft',
    same: 'The draft says the same.',
    differs: 'To make it the draft again would change:',
    restore: 'Make it the draft again',
    restoreNamed: (version: number) => `Make it the draft again: version ${version}`,
    restored: (version: number) => `The draft says what version ${version} says. Publish it to make it live.`,
    export: 'Export',
    exportNamed: (version: number) => `Export: version ${version}`,
    unreadable: 'It was written by a later version of Encore.',
  },
  move: {
    heading: 'Move those who wait to the new version',
    body: 'People who wait at a step go on from the same step of the new version. Nothing is said to anybody twice.',
    moves: (count: number, written: string) => plural(count, 'One person moves.', `${written} people move.`),
    cannot: (count: number, written: string) =>
      plural(
        count,
        'One person stays in the version they walk.',
        `${written} people stay in the version they walk.`,
      ),
    ends: (count: number, written: string) =>
      plural(count, 'The walk of one person ends.', `The walks of ${written} people end.`),
    stays: {
      'would-repeat': 'They would come to a step that they have passed, so they stay.',
      'no-such-step': 'That step is not there, so they stay.',
    } as Record<string, string>,
    gone: (step: string, count: number, written: string) =>
      plural(
        count,
        `One person waits at “${step}”, which is gone.`,
        `${written} people wait at “${step}”, which is gone.`,
      ),
    stay: 'They stay in the version they walk',
    end: 'Their walk ends',
    to: (step: string) => `They go to “${step}”`,
    action: 'Move them',
    done: (count: number, written: string) =>
      plural(count, 'One person is being moved.', `${written} people are being moved.`),
  },
}
