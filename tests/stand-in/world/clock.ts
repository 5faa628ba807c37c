import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from './types/log.ts'

export interface MovableClock extends Clock {
  /** Where processes that follow the clock read its offset. */
  readonly file: string
  moveTo(atMs: number): void
}

/** The machine's clock plus an offset kept in a file, so that the app's processes can follow it. */
export function movableClock(file: string, offsetMs: number): MovableClock {
  let offset = 0
  const set = (next: number) => {
    offset = Math.round(next)
    mkdirSync(dirname(file), { recursive: true })
    // Written beside and renamed, so that no reader ever sees half of it.
    writeFileSync(`${file}.next`, JSON.stringify({ offsetMs: offset }))
    renameSync(`${file}.next`, file)
  }
  set(offsetMs)
  return {
    file,
    nowMs: () => Date.now() + offset,
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    moveTo: (atMs) => set(atMs - Date.now()),
  }
}

/** The offset that was kept, or nothing when there is none. */
export function keptOffset(file: string): number | null {
  try {
    const { offsetMs } = JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: unknown }
    return typeof offsetMs === 'number' ? offsetMs : null
  } catch {
    return null
  }
}
