type SignalClass = new (
  value: unknown,
) => { value: unknown; subscribe(listen: (value: unknown) => void): () => void }

let upgrade: SignalClass | undefined
const open = new Set<{ adopt(Signal: SignalClass): void }>()

/** Takes the extension's own Signal class (`@shopify/ui-extensions/preact`), so that reading `.value` re-renders. */
export function setSignals(Signal: SignalClass): void {
  upgrade = Signal
  for (const signal of open) signal.adopt(Signal)
}

/** A value as Shopify gives it: `.value`, `.subscribe`, and the older `.current` and `.destroy`. */
export function signal<Value>(start: Value) {
  let kept = start
  let inner: InstanceType<SignalClass> | undefined = upgrade ? new upgrade(start) : undefined
  const listeners = new Set<(value: Value) => void>()
  open.add({
    adopt: (Signal) => {
      inner ??= new Signal(kept)
    },
  })
  return {
    get value() {
      return inner ? (inner.value as Value) : kept
    },
    get current() {
      return this.value
    },
    /** What only the page itself may do: say that it is another value now. */
    set(value: Value): void {
      kept = value
      if (inner) inner.value = value
      for (const listen of listeners) listen(value)
    },
    subscribe(listen: (value: Value) => void): () => void {
      if (!inner) {
        listeners.add(listen)
        return () => void listeners.delete(listen)
      }
      let isFirst = true
      return inner.subscribe((value) => {
        if (!isFirst) listen(value as Value)
        isFirst = false
      })
    },
    destroy: async () => undefined,
  }
}
