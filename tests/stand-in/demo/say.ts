const isPlain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined

/** One line to whoever started the store. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Does a piece of work and says how long it took. */
export async function step<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  if (!isPlain) process.stdout.write(`  ${label} ...`)
  const result = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${isPlain ? '' : '\r\u001b[2K'}  ${label.padEnd(34)} ${dim(`${seconds} s`)}\n`)
  return result
}

export function bold(text: string): string {
  return isPlain ? text : `\u001b[1m${text}\u001b[0m`
}

export function dim(text: string): string {
  return isPlain ? text : `\u001b[2m${text}\u001b[0m`
}

/** Names and what belongs to them in two columns. */
export function table(rows: [name: string, value: string][]): void {
  const width = Math.max(...rows.map(([name]) => name.length))
  for (const [name, value] of rows) say(`  ${name.padEnd(width)}   ${bold(value)}`)
}
