import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StandInOptions } from './types.ts'

const hourMs = 3_600_000

/** What a world's past is made from. */
export interface Beginning {
  seed: number
  startedAtMs: number
  customers: number
  days: number
}

/** What the past was made from stays what it was, whatever later starts ask for. */
export function beginningOf(options: StandInOptions, folder: string, isKept: boolean): Beginning {
  const file = join(folder, 'world.json')
  const kept = isKept ? readBeginning(file) : null
  if (kept) return kept
  const beginning = {
    seed: options.seed ?? 1,
    startedAtMs: options.startedAt?.getTime() ?? Math.floor(Date.now() / hourMs) * hourMs,
    customers: options.customers ?? 2_000,
    days: options.days ?? 730,
  }
  if (isKept) writeFileSync(file, JSON.stringify(beginning))
  return beginning
}

function readBeginning(file: string): Beginning | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Beginning
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
