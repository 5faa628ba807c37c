/** The time now. The only place where product code reads the clock; features take `now` as an argument. */
export function now(): Date {
  return new Date()
}
