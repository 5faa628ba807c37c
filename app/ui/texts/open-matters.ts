import type { MatterKind } from '../../domain/budget/open-matter.ts'

/** What was not well with a customer, so that help came first. */
export const matterWords: Record<MatterKind, string> = {
  'late-parcel': 'a parcel of theirs was late',
  refund: 'money was given back to them',
  return: 'they were sending something back',
  case: 'a question of theirs was open',
}

/** The same for a kind as it was kept; nothing for one of another version of Encore. */
export function matterIn(kind: string | undefined): string | undefined {
  const words: Record<string, string> = matterWords
  return kind !== undefined && Object.hasOwn(words, kind) ? words[kind] : undefined
}
