import { useCallback, useState } from 'react'
import type { Chosen } from './editing.ts'

/** What is open beside the journey, and the field where the keyboard goes. */
export function useChosen() {
  const [open, setOpen] = useState<{ chosen: Chosen | undefined; field: string | undefined }>({
    chosen: undefined,
    field: undefined,
  })
  const choose = useCallback((chosen: Chosen | undefined, field?: string) => setOpen({ chosen, field }), [])
  return { ...open, choose }
}
