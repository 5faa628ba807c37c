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
  let inner: InstanceType<SignalClass> | undefined = upgrade ? new upgrade(start) : undefined
  open.add({
    adopt: (Signal) => {
      inner ??= new Signal(start)
    },
  })
  return {
    get value() {
      return inner ? (inner.value as Value) : start
    },
    get current() {
      return this.value
    },
    /** The values of a finished order do not change while its page is open, so a listener is only kept, not called. */
    subscribe(listen: (value: Value) => void): () => void {
      if (!inner) return () => undefined
      let isFirst = true
      return inner.subscribe((value) => {
        if (!isFirst) listen(value as Value)
        isFirst = false
      })
    },
    destroy: async () => undefined,
  }
}
