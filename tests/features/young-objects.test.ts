import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const file = join(import.meta.dirname, '../support/young-objects.child.mjs')
const youngOfHundred = (...args: string[]) =>
  Number(execFileSync(process.execPath, ['--allow-natives-syntax', file, ...args], { encoding: 'utf8' }))

test('a process that asked for it makes young objects where V8 by itself would make old ones', () => {
  expect(youngOfHundred()).toBe(0)
  expect(youngOfHundred('born-young')).toBe(100)
})
