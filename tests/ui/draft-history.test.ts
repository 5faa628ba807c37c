import { expect, test } from 'vitest'
import { afterAct, beginHistory, type DraftAct } from '../../app/ui/use-draft-history.ts'

interface Draft {
  text: string
  /** Stands in no text. */
  id?: number
}

const textOf = ({ text }: Draft) => text
const opened = beginHistory<Draft>({ text: '' })
const type = (text: string, key?: string): DraftAct<Draft> => ({
  kind: 'change',
  make: () => ({ text }),
  key,
})
const after = (...acts: DraftAct<Draft>[]) =>
  acts.reduce((history, act) => afterAct(history, act, textOf), opened)
const undo = { kind: 'undo' } as const
const redo = { kind: 'redo' } as const

test('every change is taken back and made again, one after the other', () => {
  const acts = [type('a'), type('b')]
  expect(after(...acts, undo).present.text).toBe('a')
  expect(after(...acts, undo, undo).present.text).toBe('')
  expect(after(...acts, undo, undo, undo).present.text).toBe('')
  expect(after(...acts, undo, undo, redo).present.text).toBe('a')
  expect(after(...acts, undo, undo, redo, redo, redo).present.text).toBe('b')
})

test('typing on in one field is one change, until something else is done', () => {
  expect(after(type('h', 'name'), type('hi', 'name'), undo).present.text).toBe('')
  expect(after(type('h', 'name'), type('hi', 'words'), undo).present.text).toBe('h')
  expect(
    after(type('h', 'name'), type('hi', 'name'), undo, redo, type('hit', 'name'), undo).present.text,
  ).toBe('hi')
})

test('a change after one was taken back leaves nothing to make again', () => {
  expect(after(type('a'), type('b'), undo, type('c')).future).toEqual([])
})

test('what changes no text is there, but cannot be taken back', () => {
  const same = after({ kind: 'change', make: (draft) => ({ ...draft, id: 7 }), key: undefined })
  expect(same).toMatchObject({ present: { text: '', id: 7 }, past: [] })
})

test('at most 100 changes are taken back', () => {
  const many = Array.from({ length: 120 }, (_, n) => type(String(n)))
  expect(after(...many).past).toHaveLength(100)
  expect(after(...many, ...Array(200).fill(undo)).present.text).toBe('19')
})

test('saving keeps the way back, and beginning anew forgets it', () => {
  const saved = after(type('a'), { kind: 'saved', draft: { text: 'a' } })
  expect(saved).toMatchObject({ saved: { text: 'a' }, past: [{ text: '' }] })
  expect(afterAct(saved, { kind: 'begin', draft: { text: 'z' } }, textOf)).toEqual(
    beginHistory({ text: 'z' }),
  )
})
