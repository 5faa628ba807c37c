import { setTimeout as pause } from 'node:timers/promises'
import { errorKind, Rejected, Unavailable } from '../platform/errors.ts'

const silenceMsMax = 30_000
const attemptsMax = 5
const backoffMs = 100
const lineBytesMax = 16 * 1024 * 1024
const newline = 0x0a

/** The address of the result is no longer good: ask Shopify for it again. */
export class BulkFileGone extends Unavailable {
  constructor() {
    super('The address of a bulk result has expired.')
    this.name = 'BulkFileGone'
  }
}

/** One object of a bulk result with all that belongs to it, and where in the file it ends. */
export interface Group {
  root: unknown
  children: unknown[]
  /** Lines of this group. */
  lines: number
  /** Bytes of the file up to here: reading may go on from there. */
  endByte: number
}

/**
 * Reads the result of a bulk query as it comes, from a byte on: memory stays that of one group and one piece of
 * network. A lost connection is taken up where it broke, a few times, then `Unavailable`. Throws `BulkFileGone` when
 * the address has expired, `Rejected` when children do not follow their parent.
 * Source: https://shopify.dev/docs/apps/build/apis/graphql-admin/bulk-operations/queries
 */
export async function* readGroups(url: string, fromByte: number): AsyncGenerator<Group> {
  let group: (Group & { ids: Set<string> }) | undefined
  for await (const { text, endByte } of readLines(url, fromByte)) {
    const object = parsed(text)
    const parentId = object.__parentId
    if (parentId === undefined) {
      if (group) yield group
      group = { root: object, children: [], lines: 1, endByte, ids: new Set([String(object.id)]) }
      continue
    }
    if (!group?.ids.has(String(parentId)))
      throw new Rejected('A bulk result does not group children under parents.')
    group.children.push(object)
    if (typeof object.id === 'string') group.ids.add(object.id)
    group.lines += 1
    group.endByte = endByte
  }
  if (group) yield group
}

function parsed(text: string): Record<string, unknown> {
  const value = objectOf(text)
  if (typeof value !== 'object' || value === null) throw new Rejected('A line of a bulk result is no object.')
  return value as Record<string, unknown> // Proven an object just above.
}

function objectOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unavailable('A line of a bulk result was cut off.')
  }
}

interface FileLine {
  text: string
  endByte: number
}

async function* readLines(url: string, fromByte: number): AsyncGenerator<FileLine> {
  let position = fromByte
  let attempt = 0
  for (;;) {
    try {
      for await (const line of linesOnce(url, position)) {
        position = line.endByte
        attempt = 0
        yield line
      }
      return
    } catch (error) {
      if (error instanceof Rejected || error instanceof BulkFileGone) throw error
      attempt += 1
      if (attempt >= attemptsMax)
        throw new Unavailable(`A bulk result could not be read to its end (${errorKind(error)}).`)
      await pause(backoffMs * 2 ** attempt)
    }
  }
}

/** The lines from a byte on, over one connection. A last line that was cut off is not among them. */
async function* linesOnce(url: string, fromByte: number): AsyncGenerator<FileLine> {
  let position = fromByte
  let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  for await (const piece of piecesOf(url, fromByte)) {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    let start = 0
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline, start)) {
      position += end + 1 - start
      if (end > start) yield { text: rest.toString('utf8', start, end), endByte: position }
      start = end + 1
    }
    rest = rest.subarray(start)
    if (rest.length > lineBytesMax) throw new Rejected('A line of a bulk result is longer than Encore reads.')
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), endByte: position + rest.length }
}

/** The file from a byte on, as it arrives. Gives up on a connection that stays silent, never on a slow reader. */
async function* piecesOf(url: string, fromByte: number): AsyncGenerator<Buffer> {
  const aborting = new AbortController()
  const inTime = async <Result>(step: Promise<Result>): Promise<Result> => {
    const watch = setTimeout(() => aborting.abort(new Unavailable('silence')), silenceMsMax)
    return step.finally(() => clearTimeout(watch))
  }
  try {
    // Compressed, its bytes could not be counted.
    const headers = {
      'accept-encoding': 'identity',
      ...(fromByte > 0 ? { range: `bytes=${fromByte}-` } : {}),
    }
    const response = await inTime(fetch(url, { headers, signal: aborting.signal }))
    if (response.status === 416 && fromByte > 0) return
    const reader = bodyOf(response).getReader()
    // A server that knows no ranges sends the file from its start.
    let skip = response.status === 206 ? 0 : fromByte
    for (;;) {
      const { done, value } = await inTime(reader.read())
      if (done) return
      const skipped = Math.min(skip, value.length)
      skip -= skipped
      if (skipped < value.length)
        yield Buffer.from(value.buffer, value.byteOffset, value.byteLength).subarray(skipped)
    }
  } finally {
    aborting.abort()
  }
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  if ([403, 404, 410].includes(response.status)) throw new BulkFileGone()
  if (!response.ok || !response.body) throw new Unavailable(`HTTP ${response.status}`)
  return response.body
}
