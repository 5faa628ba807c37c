import { useState } from 'react'

/**
 * A value while it is written, as text may stand in a field that is no number yet. What is whole is handed on at once;
 * what is not stays in the field. A value that changes from outside, as by undo, begins anew.
 */
export function useWriting<Value, Written>(
  value: Value,
  { begin, finish }: { begin: (value: Value) => Written; finish: (written: Written) => Value | undefined },
  change: (value: Value) => void,
): [written: Written, write: (next: Written) => void, isWhole: boolean] {
  const [state, setState] = useState(() => ({ value: textOf(value), written: begin(value) }))
  const written = state.value === textOf(value) ? state.written : begin(value)
  const write = (next: Written) => {
    const finished = finish(next)
    setState({ value: textOf(finished ?? value), written: next })
    if (finished !== undefined && textOf(finished) !== textOf(value)) change(finished)
  }
  return [written, write, finish(written) !== undefined]
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? ''
}
