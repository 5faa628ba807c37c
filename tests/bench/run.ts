// npm run bench [-- NAME] [--json]: measures the figures of docs/performance.md and holds them against their targets.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a key must reach: at least `min`, at most `max`. */
export type Target = { min: number } | { max: number }

/** A bench is one file here: `run` measures, `targets` says what is to be reached. */
export interface Bench {
  run(): Promise<Record<string, number>>
  targets: Record<string, Target>
}

interface Result {
  figures: Record<string, number>
  targets: Record<string, Target>
}

const minutesMax = 20
const own = ['run.ts']
const names = readdirSync(import.meta.dirname)
  .filter(
    (file) =>
      file.endsWith('.ts') && !own.includes(file) && !file.includes('.child') && !file.startsWith('support'),
  )
  .map((file) => file.slice(0, -3))

const words = process.argv.slice(2)
const [inner, name] = words
if (inner === '--measure' && name) await measure(name)
else
  await runAll(
    words.filter((word) => !word.startsWith('--')),
    words.includes('--json'),
  )

/** One bench in a process of its own, so that none warms up or slows down another. */
async function measure(benchName: string): Promise<void> {
  const bench: Bench = await import(join(import.meta.dirname, `${benchName}.ts`))
  const figures = await bench.run()
  process.send?.({ figures, targets: bench.targets } satisfies Result)
  process.disconnect?.()
}

async function runAll(asked: string[], asJson: boolean): Promise<void> {
  const unknown = asked.filter((each) => !names.includes(each))
  if (unknown.length > 0) {
    process.stderr.write(`No bench named ${unknown.join(', ')}. There are: ${names.join(', ')}.\n`)
    process.exit(2)
  }
  const results = new Map<string, Result>()
  for (const each of asked.length > 0 ? asked : names) {
    process.stderr.write(`${each} ...\n`)
    const result = await inOwnProcess(each).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    })
    if (result) results.set(each, result)
    if (result && !asJson) printRows(each, result)
    if (!result || rows(result).some((row) => !row.isReached)) process.exitCode = 1
  }
  if (asJson) process.stdout.write(`${JSON.stringify(asOneObject(results))}\n`)
}

function inOwnProcess(benchName: string): Promise<Result> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [import.meta.filename, '--measure', benchName], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), minutesMax * 60_000)
    let result: Result | undefined
    child.on('message', (message) => {
      result = message as Result // Sent by `measure` above, in this same file.
    })
    child.on('error', failed)
    child.on('close', (code) => {
      clearTimeout(timer)
      if (result && code === 0) done(result)
      else failed(new Error(`The bench ${benchName} ended with ${code} and ${result ? 'a' : 'no'} result.`))
    })
  })
}

function asOneObject(
  results: Map<string, Result>,
): Record<string, number> | Record<string, Record<string, number>> {
  const [only] = results.values()
  if (results.size === 1 && only) return only.figures
  return Object.fromEntries([...results].map(([benchName, { figures }]) => [benchName, figures]))
}

function rows({ figures, targets }: Result) {
  return Object.entries(figures).map(([key, value]) => {
    const target = targets[key]
    if (!target) return { key, value, goal: '', isReached: true }
    return 'min' in target
      ? { key, value, goal: `>= ${target.min}`, isReached: value >= target.min }
      : { key, value, goal: `<= ${target.max}`, isReached: value <= target.max }
  })
}

function printRows(benchName: string, result: Result): void {
  process.stdout.write(`\n${benchName}\n`)
  for (const { key, value, goal, isReached } of rows(result)) {
    const figure = Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1)
    const missed = isReached ? '' : 'missed'
    process.stdout.write(`  ${key.padEnd(26)} ${figure.padStart(12)}   ${goal.padEnd(10)} ${missed}\n`)
  }
}
