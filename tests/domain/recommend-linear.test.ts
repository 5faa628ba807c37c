import { expect, test } from 'vitest'
import {
  factor,
  inverseDiagonal,
  type Square,
  solve,
  solveFactored,
} from '../../app/domain/recommend/linear.ts'

const matrix: Square = { size: 3, values: Float64Array.of(5, 2, 0, 2, 5, 1.5, 0, 1.5, 6) }

test('a solution put into its equations gives the right side', () => {
  const right = Float64Array.of(1, -2, 3)
  const answer = solve(matrix, right)
  expect([...times(matrix, answer)]).toEqual([...right].map((value) => expect.closeTo(value, 12)))
  expect([...solveFactored(factor(matrix), right)]).toEqual([...answer])
})

test('an inverse has the diagonal that solving for each unit gives, from any place on', () => {
  const wide = bands(13)
  const whole = Array.from({ length: 13 }, (_, place) => solve(wide, unit(13, place))[place] ?? 0)
  for (const from of [0, 5, 12, 13])
    expect([...inverseDiagonal(factor(wide), from)]).toEqual(
      whole.slice(from).map((value) => expect.closeTo(value, 12)),
    )
})

test('a matrix too flat to be solved still has a finite answer', () => {
  const flat = { size: 2, values: Float64Array.of(1, 2, 2, 1) }
  for (const value of solve(flat, Float64Array.of(1, 1))) expect(Number.isFinite(value)).toBe(true)
  for (const value of inverseDiagonal(factor(flat), 0)) expect(Number.isFinite(value)).toBe(true)
})

function times({ size, values }: Square, other: Float64Array): Float64Array {
  return other.map((_, row) =>
    other.reduce((sum, each, column) => sum + each * (values[row * size + column] ?? 0), 0),
  )
}

function unit(size: number, place: number): Float64Array {
  return new Float64Array(size).fill(1, place, place + 1)
}

/** Symmetric, with a heavy diagonal and no two rows alike. */
function bands(size: number): Square {
  const values = Float64Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size]
    return row === column ? 4 + row : 1 / (1 + Math.abs(row - column))
  })
  return { size, values }
}
