import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { conditionWords, listWords, type Names } from '../conditions/words.ts'
import { journeyEditor as texts } from '../texts/journeys-editor.ts'
import { durationWords } from './duration-words.ts'
import { type Said, said } from './said.tsx'
import { triggerUi } from './trigger-uis.ts'

type Definition = Pick<JourneyDefinition, 'trigger' | 'entry' | 'reentry' | 'exits'>

/** "When an order is paid, and it is the customer's first order." */
export function beginSentence({ trigger, entry }: Definition, names: Names): Said {
  const begins = triggerUi(trigger.kind).sentence(trigger, names)
  const isForAll = entry.kind === 'group' && entry.join !== 'any' && entry.of.length === 0
  if (isForAll) return said(texts.begins.all, { trigger: begins })
  return said(texts.begins.some, { trigger: begins, entry: conditionWords(entry, names) })
}

/** "Everybody walks it once at most." */
export function reentrySentence({ reentry }: Definition, { reader }: Names): Said {
  const { says, once, after, always } = texts.begins.reentry
  switch (reentry.kind) {
    case 'never':
      return said(says.never, { reentry: once })
    case 'after':
      return said(says.after, {
        reentry: after(durationWords({ amount: reentry.days, unit: 'days' }, reader)),
      })
    case 'always':
      return said(says.always, { reentry: always })
    default:
      return reentry satisfies never
  }
}

/** "Whoever orders again or is refunded leaves at once." */
export function exitsSentence({ exits }: Definition, names: Names): Said {
  const { onOrder, onRefund } = exits
  const goal = exits.goal && texts.exits.theGoal(conditionWords(exits.goal, names))
  const ends = [onOrder && texts.exits.onOrder, onRefund && texts.exits.onRefund].filter(
    (each) => typeof each === 'string',
  )
  if (ends.length === 0) {
    if (goal) return said(texts.exits.onlyGoal, { goal })
    return said(texts.exits.none, { exits: texts.exits.early })
  }
  const leaves = said(texts.exits.says, { exits: listWords(ends, 'disjunction') })
  return goal ? [...leaves, ...said(texts.exits.goal, { goal })] : leaves
}
