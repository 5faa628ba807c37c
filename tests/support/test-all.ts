// npm test [-- STEP ...]: everything, or some of types, block-types, lint, rules, build, tests, stories. Ends in one line `N passed, N failed`, `, N skipped` behind it.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

interface Step {
  name: string
  words: string[]
  /** Reads what the step counted; without it the step is one claim that holds or does not. */
  count?: (output: string, code: number) => Counts
}

const root = join(import.meta.dirname, '..', '..')
const report = join(root, '.cache', 'vitest.json')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

const steps: Step[] = [
  { name: 'types', words: [bin('tsc'), '--noEmit'] },
  { name: 'block-types', words: [bin('tsc'), '--noEmit', '-p', 'extensions'] },
  { name: 'lint', words: [bin('biome'), 'check', '.'] },
  {
    name: 'rules',
    words: [bin('depcruise'), 'app', 'extensions', 'tests', 'prisma', '--config', '.dependency-cruiser.mjs'],
  },
  { name: 'build', words: [bin('remix'), 'vite:build', '--logLevel', 'warn'] },
  {
    name: 'tests',
    words: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    count: countVitest,
  },
  { name: 'stories', words: ['node', 'tests/stories/run.ts'], count: countLastLine },
]

const only = process.argv.slice(2)
const unknown = only.filter((word) => !steps.some(({ name }) => name === word))
if (unknown.length > 0) {
  process.stderr.write(
    `No step named ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}.\n`,
  )
  process.exit(2)
}
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const began = Date.now()
for (const step of steps.filter(({ name }) => only.length === 0 || only.includes(name))) {
  const stepBegan = Date.now()
  process.stdout.write(`\n== ${step.name}\n`)
  const { output, code } = await run(step.words)
  const counts = (step.count ?? countAsOne)(output, code)
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const seconds = Math.round((Date.now() - stepBegan) / 1000)
  process.stdout.write(`== ${step.name}: ${counts.failed === 0 ? 'green' : 'RED'} after ${seconds} s\n`)
}
process.stdout.write(`\nall of it took ${Math.round((Date.now() - began) / 1000)} s\n`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exitCode = total.failed === 0 ? 0 : 1

function run([command = '', ...words]: string[]): Promise<{ output: string; code: number }> {
  return new Promise((done) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        process.stdout.write(chunk)
      })
    }
    child.on('error', (error) => done({ output: error.message, code: 1 }))
    child.on('close', (code) => done({ output, code: code ?? 1 }))
  })
}

function countAsOne(_output: string, code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

function countVitest(_output: string, code: number): Counts {
  const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
  const found = readReport() ?? nothing
  // A file that could not be loaded, or a run that died, is a failure although no test in it failed.
  const unseen = code !== 0 && found.numFailedTests === 0 ? 1 : 0
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + unseen,
    skipped: found.numPendingTests,
  }
}

function readReport():
  | { numPassedTests: number; numFailedTests: number; numPendingTests: number }
  | undefined {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined // The run died before it could report; counted as a failure above.
  } finally {
    rmSync(report, { force: true })
  }
}

function countLastLine(output: string, code: number): Counts {
  const lines = [...output.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)]
  const [, passed = '0', failed = '0', skipped = '0'] = lines.at(-1) ?? []
  const counts = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}
