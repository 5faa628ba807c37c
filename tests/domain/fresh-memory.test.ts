import { expect, test } from 'vitest'
import { createFreshMemory } from '../../app/platform/fresh-memory.ts'

const at = (ms: number) => new Date(1_000_000 + ms)

function aMemory(shopsMax = 10) {
  let reads = 0
  const memory = createFreshMemory<string>({ freshMs: 100, shopsMax })
  const of = (shop: string, ms: number) => memory.of(shop, at(ms), async () => `${shop} ${++reads}`)
  return { memory, of }
}

test('what was read is good for a while, by either clock, and then read anew', async () => {
  const { of } = aMemory()
  expect([await of('a', 0), await of('a', 99), await of('a', -99)]).toEqual(['a 1', 'a 1', 'a 1'])
  expect([await of('a', 100), await of('a', 199)]).toEqual(['a 2', 'a 2'])
})

test('each shop has its own, and beyond the limit the one read longest ago goes', async () => {
  const { of } = aMemory(2)
  expect([await of('a', 0), await of('b', 1), await of('c', 2)]).toEqual(['a 1', 'b 2', 'c 3'])
  expect([await of('b', 3), await of('c', 3), await of('a', 3)]).toEqual(['b 2', 'c 3', 'a 4'])
})

test('what could not be read is asked for again, and what was cleared is read again', async () => {
  const { memory, of } = aMemory()
  await expect(memory.of('a', at(0), () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await of('a', 0)).toBe('a 1')
  memory.clear()
  expect(await of('a', 0)).toBe('a 2')
})
