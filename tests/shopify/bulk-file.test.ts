import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { BulkFileGone, type Group, readGroups } from '../../app/shopify/bulk-file.ts'
import { serve } from '../support/file-server.ts'

const line = (object: object) => `${JSON.stringify(object)}\n`
const first = [
  { id: 'o1', note: 'Ünï 🎁' },
  { id: 'l1', __parentId: 'o1' },
  { id: 'l2', __parentId: 'o1' },
]
const second = [{ id: 'o2' }, { id: 'l3', __parentId: 'o2' }]
const file = [...first, ...second, { id: 'o3' }].map(line).join('')
const bytes = Buffer.from(file)

let close: (() => Promise<void>) | undefined
afterEach(async () => close?.())

async function read(listener: RequestListener, fromByte = 0): Promise<Group[]> {
  const server = await serve(listener)
  close = server.close
  const groups: Group[] = []
  for await (const group of readGroups(server.url, fromByte)) groups.push(group)
  return groups
}

const rangeOf = (header: string | undefined) => Number(/^bytes=(\d+)-$/.exec(header ?? '')?.[1] ?? 0)

/** A server that knows ranges. */
const withRanges: RequestListener = (request, response) => {
  const from = rangeOf(request.headers.range)
  if (from >= bytes.length) return response.writeHead(416).end()
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from })
  response.end(bytes.subarray(from))
}

describe('a bulk result', () => {
  test('is read as parents with their children, and where each group ends', async () => {
    const groups = await read(withRanges)
    expect(groups.map((group) => [group.root, ...group.children])).toEqual([first, second, [{ id: 'o3' }]])
    expect(groups.map((group) => group.lines)).toEqual([3, 2, 1])
    expect(groups.at(-1)?.endByte).toBe(bytes.length)
    expect(bytes.subarray(0, groups[0]?.endByte).toString()).toBe(first.map(line).join(''))
  })

  test('is read whole when its last line has no end', async () => {
    const groups = await read((_request, response) => response.end(file.trimEnd()))
    expect(groups.length).toBe(3)
    expect(groups.at(-1)?.endByte).toBe(bytes.length - 1)
  })

  test('comes in any pieces, even inside a character', async () => {
    const groups = await read(async (_request, response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })
    expect(groups[0]?.root).toEqual(first[0])
    expect(groups.length).toBe(3)
  })

  test.each(['with', 'without'])('goes on where it was left, on a server %s ranges', async (kind) => {
    const [group] = await read(withRanges)
    await close?.()
    const server: RequestListener = kind === 'with' ? withRanges : (_request, response) => response.end(bytes)
    const rest = await read(server, group?.endByte)
    expect(rest.map((one) => (one.root as { id: string }).id)).toEqual(['o2', 'o3'])
    expect(rest.at(-1)?.endByte).toBe(bytes.length)
  })

  test('that was read to its end has nothing more', async () => {
    expect(await read(withRanges, bytes.length)).toEqual([])
  })

  test('is taken up where the connection broke, each object once', async () => {
    let calls = 0
    const groups = await read((request, response) => {
      const from = rangeOf(request.headers.range)
      calls += 1
      if (calls > 3) return withRanges(request, response)
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from })
      response.write(bytes.subarray(from, from + 45), () => response.destroy())
    })
    expect(calls).toBe(4)
    expect(groups.flatMap((group) => [group.root, ...group.children])).toEqual([
      ...first,
      ...second,
      { id: 'o3' },
    ])
  })

  test('that never answers rightly is given up as unavailable', async () => {
    let calls = 0
    const reading = read((_request, response) => {
      calls += 1
      response.writeHead(500).end()
    })
    await expect(reading).rejects.toBeInstanceOf(Unavailable)
    expect(calls).toBe(5)
  })

  test.each([403, 404, 410])('whose address has expired (%s) says so at once', async (status) => {
    let calls = 0
    const reading = read((_request, response) => {
      calls += 1
      response.writeHead(status).end('gone')
    })
    await expect(reading).rejects.toBeInstanceOf(BulkFileGone)
    expect(calls).toBe(1)
  })

  test('whose children do not follow their parent is refused, not misread', async () => {
    const mixed = line({ id: 'o1' }) + line({ id: 'o2' }) + line({ id: 'l1', __parentId: 'o1' })
    await expect(read((_request, response) => response.end(mixed))).rejects.toBeInstanceOf(Rejected)
  })

  test('with grandchildren keeps them in their root', async () => {
    const nested =
      line({ id: 'i1' }) + line({ id: 'v1', __parentId: 'i1' }) + line({ x: 1, __parentId: 'v1' })
    const groups = await read((_request, response) => response.end(nested))
    expect(groups.map((group) => group.children.length)).toEqual([2])
  })

  test('without a single object is read to its end', async () => {
    expect(await read((_request, response) => response.end(''))).toEqual([])
  })
})
