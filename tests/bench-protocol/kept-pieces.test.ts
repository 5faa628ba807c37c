import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Job, JobResult } from '../bench/recommend/jobs.ts'
import { keepPiece, keptPiece, piecePath } from '../bench/recommend/kept-pieces.ts'

const peer: Job = { kind: 'run', shop: 'tea', method: 'EASE' }
const ours: Job = { kind: 'run', shop: 'tea', method: undefined }
let data = ''

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'pieces-'))
})

afterEach(() => rmSync(data, { recursive: true }))

test('a piece that was kept comes back whole, and one that was not is nothing', () => {
  const outcome = { ranks: [1, 30], shown: new Set([4, 2]), products: 9 }
  const outcomes = { frozen: { short: outcome, full: outcome } }
  const result: JobResult = {
    kind: 'run',
    shop: 'tea',
    run: { name: 'EASE', setting: '', outcomes, seconds: 1 },
  }
  const path = join(data, 'piece')
  expect(keptPiece(path)).toBeUndefined()
  keepPiece(path, result)
  keepPiece(path, result)
  expect(keptPiece(path)).toEqual(result)
})

test('a piece is not found again once its orders or titles changed, and is when another shop came', () => {
  const orders = join(data, 'tea.csv.gz')
  writeFileSync(orders, 'one')
  const first = piecePath(peer, data)
  writeFileSync(join(data, 'coffee.csv.gz'), 'another')
  expect(piecePath(peer, data)).toBe(first)
  writeFileSync(join(data, 'tea_products.csv.gz'), 'titles')
  const titled = piecePath(peer, data)
  writeFileSync(orders, 'two')
  expect(new Set([first, titled, piecePath(peer, data)]).size).toBe(3)
})

test('pieces of one shop are told apart', () => {
  const jobs: Job[] = [
    peer,
    ours,
    { kind: 'run', shop: 'tea', method: 'SLIM' },
    { kind: 'cold', shop: 'tea', orders: 50 },
    { kind: 'cold', shop: 'tea', orders: 200 },
    { kind: 'next', shop: 'tea' },
  ]
  expect(new Set(jobs.map((job) => piecePath(job, data))).size).toBe(jobs.length)
})
