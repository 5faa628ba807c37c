import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

const STOP_SECONDS_MAX = 30
const LINES_KEPT = 25

export type Child = {
  name: string
  pid: number | undefined
  /** The last lines it wrote. */
  lastLines(): string[]
  /** Resolves when it has ended, with the code or signal it ended by. */
  ended: Promise<string>
  stop(): Promise<void>
}

export type ChildOptions = {
  name: string
  words: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  logFile: string
}

/** Starts one process of the app. Its output goes to a file; its end is never silent. */
export function startChild({ name, words, cwd, env, logFile }: ChildOptions): Child {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  // A group of its own: Ctrl-C reaches the store alone, which then stops its processes in order. Should the store be
  // killed, the pipe to them breaks and they stop by themselves (preload.ts).
  const child = spawn(process.execPath, words, {
    cwd,
    env: { ...env, STAND_IN_LIFELINE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk)
      lines.push(...chunk.toString().split('\n').filter(Boolean))
      lines.splice(0, Math.max(0, lines.length - LINES_KEPT))
    })
  }
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  return { name, pid: child.pid, lastLines: () => lines, ended, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS_MAX * 1000)
  await ended
  clearTimeout(force)
}
