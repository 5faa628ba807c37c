// A closed and an open stream of deliveries over plain sockets, and what they came to.
import { connect, type Socket } from 'node:net'
import { renew, requestOf } from './support-deliveries.ts'

/** One connection that sends a request and waits for its answer. Opens again when the other side closes. */
export class Line {
  private socket: Socket | undefined
  private received = ''
  private answered: ((status: number) => void) | undefined
  private readonly port: number

  constructor(port: number) {
    this.port = port
  }

  /** The status of the answer; 0 when the connection broke. */
  send(request: Buffer): Promise<number> {
    return new Promise((answered) => {
      this.answered = answered
      this.received = ''
      this.open().write(request)
    })
  }

  close(): void {
    this.socket?.destroy()
  }

  private open(): Socket {
    if (this.socket && !this.socket.destroyed) return this.socket
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true })
    socket.on('data', (chunk: Buffer) => this.take(chunk.toString('latin1')))
    socket.on('error', () => undefined) // The close that follows says it.
    socket.on('close', () => this.answer(0))
    this.socket = socket
    return socket
  }

  private take(text: string): void {
    this.received += text
    const end = this.received.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = this.received.slice(0, end)
    const length = /content-length: (\d+)/i.exec(head)
    const isWhole = length
      ? this.received.length >= end + 4 + Number(length[1])
      : !/transfer-encoding/i.test(head) || this.received.endsWith('0\r\n\r\n')
    if (!isWhole) return
    if (/connection: close/i.test(head)) this.socket?.destroy()
    this.answer(Number(head.slice(9, 12)))
  }

  private answer(status: number): void {
    const answered = this.answered
    this.answered = undefined
    answered?.(status)
  }
}

/** What a closed stream came to. */
export interface Throughput {
  perSecond: number
  answered: number
  statuses: Map<number, number>
}

/**
 * Sends over `lines` connections, each one of the bodies as soon as its last was answered, for `seconds`. A line signs
 * nothing and holds one request: what the sender takes of the machine is missing to what it measures.
 */
export async function closedStream(
  port: number,
  bodies: Buffer[],
  { lines, seconds }: { lines: number; seconds: number },
): Promise<Throughput> {
  const statuses = new Map<number, number>()
  let isOver = false
  let answered = 0
  const templates = bodies.map((body) => requestOf(body))
  const run = async (index: number) => {
    const template = templates[index % templates.length]
    if (!template) return
    const line = new Line(port)
    const request = { ...template, bytes: Buffer.from(template.bytes) }
    while (!isOver) {
      renew(request)
      const status = await line.send(request.bytes)
      answered++
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    line.close()
  }
  const startedAt = performance.now()
  const running = Array.from({ length: lines }, (_, index) => run(index))
  await new Promise((over) => setTimeout(over, seconds * 1000))
  const counted = answered
  const elapsed = (performance.now() - startedAt) / 1000
  isOver = true
  await Promise.all(running)
  return { perSecond: counted / elapsed, answered, statuses }
}

/** What an open stream came to: how long each took from when it was due. */
export interface Latencies {
  ms: Float64Array
  statuses: Map<number, number>
}

/** An open stream. */
export interface OpenStream {
  perSecond: number
  seconds: number
  linesMax?: number
  /**
   * More than this sender may manage beside the server on one machine: then times run from when each was sent, or the
   * sender's own lateness would count.
   */
  isFlood?: boolean
}

/**
 * Sends `perSecond` for `seconds`, each when it is due, whether or not earlier ones were answered; times run from when
 * it was due. Connections are opened as they are needed, up to `linesMax`, and used again; while all of them wait for
 * an answer nothing is sent, and what was not sent when the time is over is left out.
 */
export async function openStream(
  port: number,
  bodies: Buffer[],
  { perSecond, seconds, linesMax = 4_000, isFlood = false }: OpenStream,
): Promise<Latencies> {
  const total = Math.round(perSecond * seconds)
  const ms: number[] = []
  const statuses = new Map<number, number>()
  const free: Line[] = []
  const all: Line[] = []
  const openLine = () => {
    if (all.length >= linesMax) return undefined
    const line = new Line(port)
    all.push(line)
    return line
  }
  const templates = bodies.map((body) => requestOf(body))
  const underway: Promise<void>[] = []
  const startedAt = performance.now()
  const send = async (line: Line, index: number) => {
    const template = templates[index % templates.length]
    if (!template) return
    renew(template)
    const from = isFlood ? performance.now() : startedAt + (index / perSecond) * 1000
    const status = await line.send(Buffer.from(template.bytes))
    ms.push(performance.now() - from)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    free.push(line)
  }
  let next = 0
  while (next < total && performance.now() - startedAt < seconds * 1000) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
    for (; next < due; next++) {
      const line = free.pop() ?? openLine()
      if (!line) break
      underway.push(send(line, next))
    }
    await new Promise((soon) => setTimeout(soon, 1))
  }
  await Promise.all(underway)
  for (const line of all) line.close()
  return { ms: Float64Array.from(ms), statuses }
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
