/** Each value once, in the order in which they first came. */
export function unique<Value>(values: Iterable<Value>): Value[] {
  return [...new Set(values)]
}
