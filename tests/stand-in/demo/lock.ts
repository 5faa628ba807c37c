import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Held = { pid: number; url?: string; children?: number[] }

export type Lock =
  | { kind: 'held'; note(more: Omit<Held, 'pid'>): void; release(): void }
  | { kind: 'refused'; by: Held }

/** Whose command line this is: a number alone may by now belong to somebody else. */
const OURS = /tests\/stand-in\/demo|app\/server\.ts|app\/entry\.worker\.ts/

/**
 * Takes the store's folder for this process. Refused while another copy runs in it; a lock whose owner died is taken
 * over, and programs that it left behind are stopped first.
 */
export function takeLock(file: string): Lock {
  mkdirSync(dirname(file), { recursive: true })
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid } satisfies Held), { flag: 'wx' })
      return held(file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const other = readHeld(file)
    if (other && other.pid !== process.pid && isOurs(other.pid)) return { kind: 'refused', by: other }
    for (const child of other?.children ?? []) stopLeftover(child)
    rmSync(file, { force: true })
  }
}

function held(file: string): Lock {
  return {
    kind: 'held',
    note: (more) => writeFileSync(file, JSON.stringify({ pid: process.pid, ...more } satisfies Held)),
    release: () => rmSync(file, { force: true }),
  }
}

function readHeld(file: string): Held | undefined {
  try {
    const value: Held = JSON.parse(readFileSync(file, 'utf8'))
    return Number.isInteger(value.pid) ? value : undefined
  } catch {
    return undefined
  }
}

function stopLeftover(pid: number): void {
  if (isOurs(pid)) process.kill(pid, 'SIGTERM')
}

function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const command = commandOf(pid)
  return command === undefined || OURS.test(command)
}

/** Nothing where the machine has no `ps` and no `/proc`; the number then has to do. */
function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
    } catch {
      return undefined
    }
  }
}
