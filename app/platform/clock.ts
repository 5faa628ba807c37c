/** The time now. The only place where product code reads the clock; features take `now` as an argument. */
export function now(): Date {
  return new Date()
}

/** Milliseconds that only ever grow, for measuring how long something takes; not a time of day. */
export function monotonicMs(): number {
  return performance.now()
}
