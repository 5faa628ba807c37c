import { expect, test } from 'vitest'
import { parseSettings } from '../../app/domain/settings.ts'
import { errorFacts } from '../../app/platform/errors.ts'

function thrownIn(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('Nothing was thrown.')
}

function stacked(message: string, frames: string[]): Error {
  const error = new RangeError(message)
  error.stack = `RangeError: ${message}\n${frames.map((frame) => `    at ${frame}`).join('\n')}`
  return error
}

test('an error is logged with its class and where in our code it came up', () => {
  const hostile = {
    get margin(): never {
      throw new TypeError('ana@example.com')
    },
  }
  expect(errorFacts(thrownIn(() => parseSettings(hostile)))).toEqual({
    error: 'TypeError',
    cameUpAt: expect.stringMatching(/^app\/domain\/settings\.ts:\d+$/),
  })
})

test('an error from elsewhere is logged with who of us asked', () => {
  const error = stacked('no', [
    'Parser.parse (/srv/encore/node_modules/pg/app/parser.js:3:9)',
    'process.processTicksAndRejections (node:internal/process/task_queues:103:5)',
    'async readOrder (file:///srv/encore/app/store/orders.server.ts:12:5)',
    'async loader (file:///srv/encore/build/server/index.js:99:1)',
  ])
  expect(errorFacts(error)).toEqual({ error: 'RangeError', cameUpAt: 'app/store/orders.server.ts:12' })
})

test('nothing of what an error says is logged, however it is written', () => {
  const message = 'Ana\n    at ana (/app/ana.ts:1:1)'
  expect(errorFacts(stacked(message, []))).toEqual({ error: 'RangeError' })
  expect(errorFacts(stacked(`${message} $& $1`, ['x (/srv/app/y.ts:2:2)']))).toEqual({
    error: 'RangeError',
    cameUpAt: 'app/y.ts:2',
  })
  expect(errorFacts('ana@example.com')).toEqual({ error: 'string' })
})
