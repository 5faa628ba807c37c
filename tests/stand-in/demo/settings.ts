import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What stays the same from one start to the next. */
export type Settings = { apiKey: string; apiSecret: string; encryptionKey: string; ports: number[] }

export const PORTS = [4000, 4001]

/** Reads the store's own settings, making them at first. */
export function readSettings(file: string): Settings {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const settings = {
    apiKey: randomBytes(16).toString('hex'),
    apiSecret: randomBytes(32).toString('hex'),
    encryptionKey: randomBytes(32).toString('base64'),
    ports: PORTS,
  }
  keepSettings(file, settings)
  return settings
}

export function keepSettings(file: string, settings: Settings): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 })
}
