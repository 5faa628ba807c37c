import { expect, test } from 'vitest'
import { layOutJson } from '../../app/domain/raw-json.ts'

test('a body is laid out with every sign as it came', () => {
  const raw = '{"id":9007199254740993123,"id":1.50,"a":[ ],"b":{},"c":[1,{"x":"[ ] {\\"q\\"}, é\\u00e9"}]}'
  expect(layOutJson(raw)).toBe(
    '{\n  "id": 9007199254740993123,\n  "id": 1.50,\n  "a": [],\n  "b": {},\n  "c": [\n    1,\n    {\n      "x": "[ ] {\\"q\\"}, é\\u00e9"\n    }\n  ]\n}',
  )
})

test('what is no JSON, or is cut off, loses nothing but white space', () => {
  for (const raw of ['', 'oops', '{"a": "b', ']]}', '"\\', '<script>alert(1)</script>'])
    expect(layOutJson(raw).replaceAll(/\s/g, '')).toBe(raw.replaceAll(/\s/g, ''))
})

test('a body nested a hundred thousand deep is laid out as well', () => {
  const raw = '['.repeat(100_000) + ']'.repeat(100_000)
  expect(layOutJson(raw).replaceAll(/\s/g, '')).toBe(raw)
})
