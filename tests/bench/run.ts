// npm run bench [-- NAME] [--data DIR] [--json]: measures the figures of docs/performance.md and holds them against
// their targets.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** What a key must reach: at least `min`, at most `max`. */
export type Target = { min: number } | { max: number }

/** What was said on the command line beside the bench's name. */
export interface Options {
  /** A folder of shops' orders. */
  data?: string
}

/** A bench that has more to say than figures: `text` is for people, `json` for `--json`. */
export interface Measured {
  figures: Record<string, number>
  text: string
  json: object
}

/** A bench is one file here: `run` measures, `targets` says what is to be reached. */
export interface Bench {
  /** A text says why nothing could be measured; then the bench is skipped when all are run. */
  run(options: Options): Promise<Record<string, number> | Measured | string>
  targets: Record<string, Target>
  /** Where the usual time is not enough. */
  minutesMax?: number
}

interface Result {
  figures: Record<string, number>
  targets: Record<string, Target>
  text?: string
  json?: object
}

/** What a bench's process tells: how long it may take, then its result or why there is none. */
type Message = { minutesMax: number } | { refused: string } | Result

const usualMinutesMax = 20
const own = ['run.ts']
const names = readdirSync(import.meta.dirname)
  .filter(
    (file) =>
      file.endsWith('.ts') && !own.includes(file) && !file.includes('.child') && !file.startsWith('support'),
  )
  .map((file) => file.slice(0, -3))

const { values, positionals } = readWords()
if (values.measure) await measure(values.measure, { data: values.data })
else await runAll(positionals, values.json === true)

function readWords() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean' }, data: { type: 'string' }, measure: { type: 'string' } },
      allowPositionals: true,
    })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

/** One bench in a process of its own, so that none warms up or slows down another. */
async function measure(benchName: string, options: Options): Promise<void> {
  const bench: Bench = await import(join(import.meta.dirname, `${benchName}.ts`))
  tell({ minutesMax: bench.minutesMax ?? usualMinutesMax })
  const result = await bench.run(options)
  const { targets } = bench
  if (typeof result === 'string') tell({ refused: result })
  else tell(isMeasured(result) ? { ...result, targets } : { figures: result, targets })
  process.disconnect?.()
}

function tell(message: Message): void {
  process.send?.(message)
}

function isMeasured(result: Record<string, number> | Measured): result is Measured {
  return typeof result.figures === 'object'
}

async function runAll(asked: string[], asJson: boolean): Promise<void> {
  const unknown = asked.filter((each) => !names.includes(each))
  if (unknown.length > 0) fail(`No bench named ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  const results = new Map<string, Result>()
  for (const each of asked.length > 0 ? asked : names) {
    process.stderr.write(`${each} ...\n`)
    const result = await inOwnProcess(each).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    })
    if (typeof result === 'string') {
      if (asked.length > 0) fail(`${each}: ${result}`)
      if (!asJson) process.stdout.write(`\n${each}\n  skipped: ${result}\n`)
      continue
    }
    if (result) results.set(each, result)
    if (result && !asJson) printRows(each, result)
    if (!result || rows(result).some((row) => !row.isReached)) process.exitCode = 1
  }
  if (asJson) process.stdout.write(`${JSON.stringify(asOneObject(results))}\n`)
}

/** The bench's result, or in words why there is none. */
function inOwnProcess(benchName: string): Promise<Result | string> {
  const data = values.data === undefined ? [] : ['--data', values.data]
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [import.meta.filename, '--measure', benchName, ...data], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const endAfter = (minutes: number) => setTimeout(() => child.kill('SIGKILL'), minutes * 60_000)
    let timer = endAfter(usualMinutesMax)
    let result: Result | string | undefined
    child.on('message', (sent) => {
      const message = sent as Message // Sent by `measure` above, in this same file.
      if ('minutesMax' in message) {
        clearTimeout(timer)
        timer = endAfter(message.minutesMax)
      } else result = 'refused' in message ? message.refused : message
    })
    child.on('error', failed)
    child.on('close', (code) => {
      clearTimeout(timer)
      if (result && code === 0) done(result)
      else failed(new Error(`The bench ${benchName} ended with ${code} and ${result ? 'a' : 'no'} result.`))
    })
  })
}

function asOneObject(results: Map<string, Result>): object {
  const [only] = results.values()
  if (results.size === 1 && only) return only.json ?? only.figures
  return Object.fromEntries(
    [...results].map(([benchName, { figures, json }]) => [benchName, json ?? figures]),
  )
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
  process.stdout.write(`\n${benchName}\n${result.text ? `${result.text}\n` : ''}`)
  for (const { key, value, goal, isReached } of rows(result)) {
    const figure = Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1)
    const missed = isReached ? '' : 'missed'
    process.stdout.write(`  ${key.padEnd(26)} ${figure.padStart(12)}   ${goal.padEnd(10)} ${missed}\n`)
  }
}
