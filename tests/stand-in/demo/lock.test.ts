import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'
import { freePortFrom } from './ports.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-lock-'))
  file = join(folder, 'deep', 'lock.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the first copy holds the store and leaves nothing behind', () => {
  const lock = takeLock(file)
  if (lock.kind !== 'held') throw new Error('The lock was refused.')
  lock.note({ url: 'http://127.0.0.1:4000', children: [1, 2] })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    pid: process.pid,
    url: 'http://127.0.0.1:4000',
    children: [1, 2],
  })
  lock.release()
  expect(existsSync(file)).toBe(false)
})

test('a second copy is refused and told where the first one is', async () => {
  const other = await startLookalike()
  takeLock(file)
  writeFileSync(file, JSON.stringify({ pid: other.pid, url: 'http://127.0.0.1:4000' }))
  expect(takeLock(file)).toEqual({ kind: 'refused', by: { pid: other.pid, url: 'http://127.0.0.1:4000' } })
  other.kill()
})

test('what a dead copy left is taken over, and the programs it left running are stopped', async () => {
  const owner = await startLookalike()
  const leftover = await startLookalike()
  takeLock(file)
  writeFileSync(file, JSON.stringify({ pid: owner.pid, children: [leftover.pid] }))
  owner.kill()
  await once(owner, 'exit')
  const ended = once(leftover, 'exit')
  expect(takeLock(file).kind).toBe('held')
  expect(await ended).toEqual([null, 'SIGTERM'])
})

test('a number that now belongs to another program neither refuses nor gets stopped', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'])
  await once(stranger.stdout, 'data')
  takeLock(file)
  writeFileSync(file, JSON.stringify({ pid: stranger.pid, children: [stranger.pid] }))
  expect(takeLock(file).kind).toBe('held')
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('a port in use is passed over, and so is one already given away', async () => {
  const taken = createServer()
  const first = await freePortFrom(45_000)
  await new Promise<void>((resolve) => taken.listen(first, '127.0.0.1', resolve))
  const second = await freePortFrom(first)
  expect(second).toBeGreaterThan(first)
  expect(await freePortFrom(first, [second])).toBeGreaterThan(second)
  await new Promise((resolve) => taken.close(resolve))
})

/** A program whose command line looks like the store's own. */
async function startLookalike() {
  const child = spawn(process.execPath, [
    '-e',
    'setInterval(() => {}, 1000); console.log("up")',
    'tests/stand-in/demo',
  ])
  await once(child.stdout, 'data')
  return child
}
