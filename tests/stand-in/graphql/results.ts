import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { fileOf } from './bulk.ts'

/** `GET /bulk/<number>.jsonl`: the lines of a finished operation, in parts or compressed when asked for. */
export function answerResults(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  folder: string,
): boolean {
  const number = /^\/bulk\/(\d+)\.jsonl$/.exec(path)?.[1]
  if (!number) return false
  const file = fileOf(folder, number)
  if (!existsSync(file)) {
    response.writeHead(404).end()
    return true
  }
  const size = statSync(file).size
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes' }
  if (start > 0) {
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${start}-${size - 1}/${size}`,
      'content-length': size - start,
    })
    createReadStream(file, { start }).pipe(response)
  } else if (request.headers['accept-encoding']?.includes('gzip')) {
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' })
    createReadStream(file)
      .pipe(createGzip({ level: 1 }))
      .pipe(response)
  } else {
    response.writeHead(200, { ...headers, 'content-length': size })
    createReadStream(file).pipe(response)
  }
  return true
}
