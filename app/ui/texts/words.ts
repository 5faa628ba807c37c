/** One or many, in English. The number itself is written by the caller, in the reader's locale. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many
}
